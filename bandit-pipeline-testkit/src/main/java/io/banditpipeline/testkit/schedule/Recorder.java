package io.banditpipeline.testkit.schedule;

import io.banditpipeline.schedule.Scheduler.Execution;
import io.banditpipeline.schedule.Scheduler.Job;
import io.banditpipeline.schedule.Scheduler.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A job that keeps what it is called with, and how many calls ran at once at most. This class is thread-safe. */
final class Recorder implements Job {
    private final Job work;
    private final List<Execution> begun = new CopyOnWriteArrayList<>();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();

    private Recorder(Job work) {
        this.work = work;
    }

    static Recorder of(Job work) {
        return new Recorder(work);
    }

    static Recorder done() {
        return of(execution -> new Outcome.Done());
    }

    @Override
    public Outcome run(Execution execution) throws Exception {
        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        begun.add(execution);
        try {
            return work.run(execution);
        } finally {
            running.decrementAndGet();
            ended.incrementAndGet();
        }
    }

    List<Execution> begun() {
        return List.copyOf(begun);
    }

    List<Instant> slots() {
        return begun.stream().map(Execution::slot).toList();
    }

    int ended() {
        return ended.get();
    }

    int mostRunning() {
        return mostRunning.get();
    }
}
