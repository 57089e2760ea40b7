package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.schedule.Waiter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Waits for nothing and records what was asked for. */
final class RecordingWaiter implements Waiter {
    private final List<Duration> waits = new CopyOnWriteArrayList<>();

    @Override
    public void await(Duration duration) throws InterruptedException {
        waits.add(duration);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    List<Duration> waits() {
        return List.copyOf(waits);
    }
}
