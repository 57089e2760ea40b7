package io.banditpipeline.connectors.internal.rate;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of one bucket. Guarded by the lock of {@link Buckets}. */
final class Bucket {
    /** For so long after a pause, calls are spaced, so that those who waited do not all come at once. */
    static final Duration RECOVERY = Duration.ofSeconds(10);

    /** How far they are apart then. */
    static final Duration RECOVERY_SPACE = Duration.ofMillis(500);

    /** No sane platform asks for more. */
    private static final Duration LONGEST_PAUSE = Duration.ofDays(366);

    /** What platforms tell is the use of about the last hour. */
    private static final Duration FADE = Duration.ofHours(1);

    final String name;
    private final CallWindow window = new CallWindow();
    private @Nullable BucketSpec spec;
    private Instant pausedUntil = Instant.EPOCH;
    private Instant lastCall = Instant.EPOCH;
    private @Nullable Fullness fullness;
    private int inFlight;
    private long lastTurn;

    Bucket(String name) {
        this.name = name;
    }

    /** Takes over what callers know of the limit. */
    void know(BucketSpec known) {
        spec = known;
    }

    /** The first moment of the next call, as far as time is concerned; now or earlier if it may be made at once. */
    Instant freeAt(Instant now) {
        Instant free = pausedUntil;
        if (now.isBefore(pausedUntil.plus(RECOVERY)) && !lastCall.isBefore(pausedUntil)) {
            free = later(free, lastCall.plus(RECOVERY_SPACE));
        }
        if (spec != null) {
            free = later(free, window.freeAt(now, spec.calls(), spec.period()));
        }
        return fullness == null ? free : later(free, fullness.freeAt(now, lastCall));
    }

    /** Whether as many calls as may be are under way. */
    boolean isBusy() {
        return spec != null && inFlight >= spec.concurrent();
    }

    void begin(Instant now, long turn) {
        if (spec != null) {
            window.add(now, spec.period());
        }
        lastCall = now;
        lastTurn = turn;
        inFlight++;
    }

    void end() {
        inFlight--;
    }

    /** The number of its last call among those of all buckets. */
    long lastTurn() {
        return lastTurn;
    }

    void observe(Usage usage, Instant now) {
        double percent = Double.isFinite(usage.percent()) ? Math.max(0, usage.percent()) : 100;
        boolean named = usage.regainAfter().compareTo(Duration.ZERO) > 0;
        if (named) {
            pause(now, usage.regainAfter());
        }
        fullness = new Fullness(named ? Math.min(percent, Fullness.STOP - 1) : percent, now, FADE);
    }

    /** Lets no call through for so long, or until a later moment that is known already. */
    void pause(Instant now, Duration delay) {
        pausedUntil = later(pausedUntil, now.plus(delay.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : delay));
    }

    /** Whether nothing is lost if it is forgotten. */
    boolean isIdle(Instant now) {
        return inFlight == 0
                && !now.isBefore(pausedUntil.plus(RECOVERY))
                && (fullness == null || fullness.at(now) <= 0)
                && (spec == null || window.isEmpty(now, spec.period()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
