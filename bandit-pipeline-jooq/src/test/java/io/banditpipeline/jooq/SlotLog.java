package io.banditpipeline.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.schedule.Scheduler.Execution;
import io.banditpipeline.schedule.Scheduler.Job;
import io.banditpipeline.schedule.Scheduler.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A job that tells a test what it was called with. This class is thread-safe. */
final class SlotLog implements Job {
    private static final long LIMIT_SECONDS = 60;

    private final Job work;
    private final BlockingQueue<Execution> begun = new LinkedBlockingQueue<>();

    SlotLog() {
        this(execution -> new Outcome.Done());
    }

    SlotLog(Job work) {
        this.work = work;
    }

    @Override
    public Outcome run(Execution execution) throws Exception {
        begun.add(execution);
        return work.run(execution);
    }

    /** Waits for the next slot that is begun. */
    Execution next() throws InterruptedException {
        Execution execution = begun.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(execution).as("a slot begun within %s s", LIMIT_SECONDS).isNotNull();
        return execution;
    }

    /** Waits for so many slots. */
    List<Instant> next(int count) throws InterruptedException {
        List<Instant> slots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            slots.add(next().slot());
        }
        return slots;
    }

    /** Whether all slots that were begun have been asked for. */
    boolean isEmpty() {
        return begun.isEmpty();
    }
}
