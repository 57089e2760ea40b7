package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.run.RunState;
import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.store.StoredStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A history whose calls a test hears of, and whose database can be away for a while. */
final class HeardRuns implements RunStore {
    private final RunStore runs;
    private final Consumer<Signal> onBeat;
    private final Semaphore beats = new Semaphore(0);
    private final AtomicInteger beatsToFail = new AtomicInteger();
    private final AtomicInteger writesToFail = new AtomicInteger();
    private final AtomicInteger failedBeats = new AtomicInteger();
    private final AtomicBoolean claimsFail = new AtomicBoolean();
    private final AtomicInteger writesUntilAway = new AtomicInteger(Integer.MAX_VALUE);

    HeardRuns(RunStore runs, Consumer<Signal> onBeat) {
        this.runs = runs;
        this.onBeat = onBeat;
    }

    void failNextBeats(int count) {
        beatsToFail.set(count);
    }

    /** After some more writes the database is away for a number of writes. */
    void failWrites(int after, int count) {
        writesUntilAway.set(after);
        writesToFail.set(count);
    }

    /** From now on nothing can be claimed. */
    void failClaims() {
        claimsFail.set(true);
    }

    int failedBeats() {
        return failedBeats.get();
    }

    /** Waits for that many beats from now on. */
    void awaitBeats(int count) throws InterruptedException, TimeoutException {
        beats.drainPermits();
        if (!beats.tryAcquire(count, 30, TimeUnit.SECONDS)) {
            throw new TimeoutException("the heart does not beat");
        }
    }

    private static PipelineException away() {
        return new PipelineException(ErrorCode.STORAGE, "the database is away");
    }

    private void write() {
        if (writesUntilAway.getAndDecrement() <= 0 && writesToFail.getAndDecrement() > 0) {
            throw away();
        }
    }

    @Override
    public Claim claim(NewRun run, Instant now, Duration lease, boolean again) {
        if (claimsFail.get()) {
            throw away();
        }
        return runs.claim(run, now, lease, again);
    }

    @Override
    public Optional<Signal> extend(Lease lease, Instant now, Duration duration) {
        try {
            if (beatsToFail.getAndDecrement() > 0) {
                failedBeats.incrementAndGet();
                throw away();
            }
            Optional<Signal> signal = runs.extend(lease, now, duration);
            signal.ifPresent(onBeat);
            return signal;
        } finally {
            beats.release();
        }
    }

    @Override
    public boolean save(Lease lease, List<StoredStep> steps) {
        write();
        return runs.save(lease, steps);
    }

    @Override
    public boolean end(Lease lease, RunState state, Instant at, String error) {
        write();
        return runs.end(lease, state, at, error);
    }

    @Override
    public Optional<StoredRun> signal(String runId, Signal signal, Instant now) {
        return runs.signal(runId, signal, now);
    }

    @Override
    public Optional<StoredRun> find(String runId) {
        return runs.find(runId);
    }

    @Override
    public List<StoredRun> latest(RunQuery query) {
        return runs.latest(query);
    }

    @Override
    public long removeEndedBefore(Instant moment) {
        return runs.removeEndedBefore(moment);
    }
}
