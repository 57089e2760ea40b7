package io.banditpipeline.examples.platform;

import io.banditpipeline.schedule.Waiter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that runs faster than real time, and is the same in every process that is told when it began. */
final class ScaledClock implements InstantSource, Waiter {
    private static final int FACTOR = 120;

    private final Instant shown;
    private final Instant begun;

    /**
     * @param shown what it showed in the beginning
     * @param begun when that was in real time
     */
    ScaledClock(Instant shown, Instant begun) {
        this.shown = shown;
        this.begun = begun;
    }

    /** One that begins now. */
    static ScaledClock beginningAt(Instant shown) {
        return new ScaledClock(shown, InstantSource.system().instant());
    }

    /** When it began in real time. */
    Instant begun() {
        return begun;
    }

    @Override
    public Instant instant() {
        return shown.plus(
                Duration.between(begun, InstantSource.system().instant()).multipliedBy(FACTOR));
    }

    /** Rounded up, so that the clock never shows less than was waited for. */
    @Override
    public void await(Duration duration) throws InterruptedException {
        Waiter.realTime().await(duration.dividedBy(FACTOR).plusMillis(1));
    }
}
