package io.banditpipeline.testkit.schedule;

import io.banditpipeline.schedule.Scheduler;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.testkit.clock.ManualClock;
import java.time.Duration;
import java.time.InstantSource;

/** The manual scheduler keeps what every scheduler promises. */
class ManualSchedulerContractTest extends SchedulerContract {
    private final ManualClock clock = ManualClock.at("2026-03-01T06:00:00Z");
    private final ManualScheduler scheduler = new ManualScheduler(clock);

    @Override
    protected Scheduler open() {
        return scheduler;
    }

    @Override
    protected Duration period() {
        return Duration.ofSeconds(4);
    }

    @Override
    protected InstantSource clock() {
        return clock;
    }

    @Override
    protected Waiter waiter() {
        return clock;
    }

    @Override
    protected void pass(Duration duration) {
        scheduler.advance(duration);
    }

    @Override
    protected Duration patience() {
        return Duration.ofMinutes(30);
    }
}
