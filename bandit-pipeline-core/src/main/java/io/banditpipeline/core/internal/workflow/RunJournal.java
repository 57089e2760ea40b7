package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.core.internal.workflow.RunControl.Order;
import io.banditpipeline.run.RunState;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.store.RunStore.Claim.Granted;
import io.banditpipeline.store.RunStore.Lease;
import io.banditpipeline.store.RunStore.Signal;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.store.StoredStep;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what becomes of a run to the history, under its lease. When the database is away it tries again for about a
 * minute; then, or when the lease is lost, it breaks the run off. Thread-safe.
 *
 * <p>A lease that ran out by our own clock is no reason to stop: if nobody took the run over, it is still ours, and if
 * somebody did, the token keeps our writes out.
 */
final class RunJournal {
    private static final Logger LOG = LoggerFactory.getLogger(RunJournal.class);

    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30));

    private final RunStore runs;
    private final EngineSettings settings;
    private final RunControl control;
    private final Lease lease;
    private final StoredRun begun;
    private final Map<String, StoredStep> kept = new LinkedHashMap<>();
    private final Object leaseLock = new Object();
    private Signal signal;
    private Instant leasedUntil;
    private boolean over;

    RunJournal(RunStore runs, EngineSettings settings, RunControl control, Granted granted) {
        this.runs = runs;
        this.settings = settings;
        this.control = control;
        lease = granted.lease();
        begun = granted.run();
        signal = begun.signal();
        leasedUntil = begun.leasedUntil();
        begun.steps().forEach(step -> kept.put(step.report().name(), step));
    }

    /**
     * Keeps how steps stand.
     *
     * @return whether it was kept; if not, the run has been told to stop
     */
    boolean save(Collection<StoredStep> steps) {
        if (steps.isEmpty()) {
            return true;
        }
        List<StoredStep> list = List.copyOf(steps);
        if (control.order() == Order.STORE_AWAY) {
            LOG.warn("run={} its steps {} are not written, since the database is away", id(), names(list));
            return false;
        }
        boolean saved = persist("its steps " + names(list), () -> runs.save(lease, list));
        if (saved) {
            synchronized (kept) {
                list.forEach(step -> kept.put(step.report().name(), step));
            }
        }
        return saved;
    }

    /**
     * Ends the run or lays it aside as paused.
     *
     * @return the run as it is kept; empty if it could not be written, or is another instance's
     */
    Optional<StoredRun> end(RunState state, String error) {
        Instant at = now();
        return persist("its end as " + state, () -> endNow(state, at, error))
                ? Optional.of(stored(state, at, error))
                : Optional.empty();
    }

    private boolean endNow(RunState state, Instant at, String error) {
        synchronized (leaseLock) {
            over = runs.end(lease, state, at, error);
            return over;
        }
    }

    /**
     * Gives the run up without ending it: its lease is over at once, so that any instance can go on with it.
     *
     * @return the run as it is kept; empty if it is another instance's
     */
    Optional<StoredRun> release() {
        Instant now = now();
        boolean ours = true;
        try {
            synchronized (leaseLock) {
                over = true;
                ours = runs.extend(lease, now, Duration.ZERO).isPresent();
                leasedUntil = now;
            }
        } catch (RuntimeException e) {
            LOG.warn("run={} could not be given up; another instance can go on when its lease is over", id(), e);
        }
        if (!ours) {
            lose();
        }
        return ours ? Optional.of(stored(RunState.RUNNING, null, "")) : Optional.empty();
    }

    /** Extends the lease, unless the run is over. A database that is away is asked again at the next beat. */
    void beat() {
        Optional<Signal> wanted;
        synchronized (leaseLock) {
            if (over || control.isLost()) {
                return;
            }
            Instant now = now();
            wanted = runs.extend(lease, now, settings.lease());
            if (wanted.isPresent()) {
                signal = wanted.get();
                leasedUntil = now.plus(settings.lease());
            }
        }
        wanted.ifPresentOrElse(control::obey, this::lose);
    }

    private boolean persist(String what, BooleanSupplier write) {
        for (int failures = 0; !control.isLost(); failures++) {
            try {
                if (write.getAsBoolean()) {
                    return true;
                }
                lose();
            } catch (RuntimeException e) {
                boolean hurried = control.cancellation().isCancelled() && failures > 0;
                if (hurried || failures >= WAITS.size()) {
                    giveUp(what, e);
                    return false;
                }
                Duration wait = WAITS.get(failures);
                LOG.warn("run={} {} could not be written; is tried again within {}", id(), what, wait, e);
                pause(wait);
            }
        }
        return false;
    }

    /** Waits, but no longer than until the run is told to stop. */
    private void pause(Duration wait) {
        if (control.cancellation().isCancelled()) {
            return;
        }
        Interrupts interrupts = Interrupts.of(control.cancellation());
        try {
            settings.waiter().await(wait);
        } catch (InterruptedException e) {
            LOG.debug("run={} the wait for the database was cut short", id());
        } finally {
            interrupts.close();
        }
    }

    private void giveUp(String what, RuntimeException failure) {
        LOG.error(
                "run={} {} could not be written, so the run stops here; it can be gone on with when its lease is over",
                id(),
                what,
                failure);
        control.stop(Order.STORE_AWAY, "the history of runs could not be written: " + failure.getMessage(), failure);
    }

    private void lose() {
        if (control.isLost()) {
            return;
        }
        LOG.warn(
                "run={} was taken over by another instance, or ended by a person; instance={} breaks it off",
                id(),
                settings.instance());
        control.stop(Order.LOST, "the run was taken over by another instance", null);
    }

    private StoredRun stored(RunState state, @Nullable Instant endedAt, String error) {
        synchronized (leaseLock) {
            return new StoredRun(
                    begun.run(),
                    state,
                    begun.attempts(),
                    begun.startedAt(),
                    endedAt,
                    leasedUntil,
                    signal,
                    error,
                    steps());
        }
    }

    /** Every step as it is kept. */
    List<StoredStep> steps() {
        synchronized (kept) {
            return List.copyOf(kept.values());
        }
    }

    /** As finely as it is kept. */
    private Instant now() {
        return settings.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String names(List<StoredStep> steps) {
        return steps.stream().map(step -> step.report().name()).toList().toString();
    }

    private String id() {
        return lease.runId();
    }
}
