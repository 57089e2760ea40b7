package io.banditpipeline.store;

import io.banditpipeline.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The history of runs, and who is at work on which. Thread-safe, also between processes.
 *
 * <p>A run is held by one instance at a time, for a lease that the instance extends again and again. When the lease is
 * over, another instance may take the run over; it then gets a higher token, and all that the first one still writes
 * under its lower token is refused. Leases are compared with the moments that callers name; instances whose clocks
 * differ may take a run over early, which costs work but harms nothing.
 */
public interface RunStore {
    /**
     * Begins a run, or takes over one that is not held.
     *
     * <p>A run that is unknown is added. One that is RUNNING and whose lease is over at {@code now} is taken over: so
     * is one whose lease would end later than {@code now} plus twice the lease, since the clock was then set back. One
     * that is PAUSED is not until its signal is taken back. One that has ended is taken over only if {@code again} is
     * set.
     *
     * @param run what is to be run
     * @param now the moment
     * @param lease how long it is held unless extended; positive
     * @param again whether a run that has ended without success (DEGRADED, FAILED or CANCELLED) is begun again
     */
    Claim claim(NewRun run, Instant now, Duration lease, boolean again);

    /** What became of a claim. */
    sealed interface Claim {
        /**
         * The caller holds the run.
         *
         * @param lease proves it
         * @param run the run as it is kept, with the steps of earlier attempts; its attempts count this one
         */
        record Granted(Lease lease, StoredRun run) implements Claim {}

        /** Another instance holds the run, until {@link StoredRun#leasedUntil}, or it is paused. */
        record Held(StoredRun run) implements Claim {}

        /** The run has ended. */
        record Ended(StoredRun run) implements Claim {}
    }

    /**
     * Proves that an instance holds a run.
     *
     * @param runId the run
     * @param token grows with each instance that takes the run over
     */
    record Lease(String runId, long token) {}

    /** What somebody wants of a run. */
    enum Signal {
        /** It goes on. */
        NONE,
        /** It stops after the steps that are being run, and waits. */
        PAUSE,
        /** It stops. */
        CANCEL
    }

    /**
     * Extends a lease.
     *
     * @param duration how long the run is held from {@code now} on, not negative; zero gives it up, so that another
     *     instance can take it over at once
     * @return what somebody wants of the run; empty if the lease is lost: the run was taken over, or has ended
     */
    Optional<Signal> extend(Lease lease, Instant now, Duration duration);

    /**
     * Keeps how steps stand: each replaces what was kept of the step of that name before.
     *
     * @return whether the lease is held; if not, nothing was kept
     */
    boolean save(Lease lease, List<StoredStep> steps);

    /**
     * Ends a run, or lays it aside.
     *
     * @param state any but RUNNING; PAUSED keeps it to be resumed, unless somebody wants it cancelled: it is CANCELLED
     *     then
     * @param at when
     * @param error what failed, or {@code ""}
     * @return whether the lease was held; if not, nothing was kept. The lease is over then.
     */
    boolean end(Lease lease, RunState state, Instant at, String error);

    /**
     * Says what is wanted of a run that has not ended. {@link Signal#NONE} takes back what was wanted, and lets a
     * paused run be claimed again; CANCEL ends a paused run, and one whose lease is over, at once.
     *
     * @return the run as it is then; empty if there is none
     */
    Optional<StoredRun> signal(String runId, Signal signal, Instant now);

    /** A run with its steps. */
    Optional<StoredRun> find(String runId);

    /** The latest runs of some workflows with their steps, the one that began last first. */
    List<StoredRun> latest(RunQuery query);

    /**
     * Removes ended runs that ended before a moment; of each workflow the latest run, and the latest that succeeded,
     * stay.
     *
     * @return how many were removed
     */
    long removeEndedBefore(Instant moment);

    /**
     * Which runs are asked for.
     *
     * @param workflows ids of workflows; empty for all
     * @param states states; empty for all
     * @param limit the most runs; at least 1
     */
    record RunQuery(Set<String> workflows, Set<RunState> states, int limit) {
        /** Copies the sets. */
        public RunQuery {
            workflows = Set.copyOf(workflows);
            states = Set.copyOf(states);
            if (limit < 1) {
                throw new IllegalArgumentException("limit must be at least 1, but is " + limit);
            }
        }

        /** The latest runs. */
        public static RunQuery latest(int limit) {
            return new RunQuery(Set.of(), Set.of(), limit);
        }

        /** The latest runs of a workflow. */
        public static RunQuery of(String workflow, int limit) {
            return new RunQuery(Set.of(workflow), Set.of(), limit);
        }
    }
}
