package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.core.internal.workflow.StepTry.End;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.run.StepState;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancellationSource;
import io.banditpipeline.workflow.Failures;
import io.banditpipeline.workflow.RetryPolicy;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one step, or a part of one, from its first try to its end. Used once.
 *
 * @param <T> what it gives
 */
final class StepRunner<T> {
    private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(5);

    /** The waits of one step, named by platforms, that do not count as failed tries; in all. */
    private static final Duration LONGEST_SAT_OUT = Duration.ofMinutes(30);

    private final RunServices services;
    private final Step<T> step;
    private final Place place;
    private final Cancellation scope;
    private final TryContext.Outcomes before;
    private final Permits.Hold permit;
    private final Parts parts;
    private final StepRecord<T> record;
    private int throttled;
    private Duration satOut = Duration.ZERO;

    /**
     * Whom the step belongs to.
     *
     * @param <T> what the step gives
     */
    @FunctionalInterface
    interface Owner<T> {
        /** The step has ended. */
        void ended(StepOutcome<T> outcome);

        /** Whether the step may begin, now that there is a permit for it. */
        default boolean mayBegin() {
            return true;
        }

        /** The step was not begun, since it may not. */
        default void postponed() {}
    }

    StepRunner(
            RunServices services,
            Step<T> step,
            @Nullable String parent,
            Place place,
            Cancellation scope,
            Earlier earlier,
            TryContext.Outcomes before) {
        this.services = services;
        this.step = step;
        this.place = place;
        this.scope = scope;
        this.before = before;
        permit = services.permits().new Hold(place);
        parts = new Parts(services, step.name(), place, permit, earlier);
        record = new StepRecord<>(services, step, parent, earlier, parts);
    }

    /** Begins the step when there is a permit for it, and returns at once. */
    void launch(Owner<T> owner) {
        services.permits().request(place, () -> start(owner));
    }

    private void start(Owner<T> owner) {
        try {
            services.threads().execute(() -> run(owner));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            owner.ended(record.broke(e));
            permit.release();
        }
    }

    /** What the owner does on the end comes before the permit is given back: what it begins then has its turn. */
    private void run(Owner<T> owner) {
        try {
            if (owner.mayBegin()) {
                owner.ended(untilItEnds());
            } else {
                owner.postponed();
            }
        } finally {
            permit.release();
        }
    }

    private StepOutcome<T> untilItEnds() {
        try {
            record.begin();
            for (int tries = 1; !scope.isCancelled(); tries++) {
                Optional<StepOutcome<T>> outcome = conclude(tryOnce(), tries);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            }
            return cancelled();
        } catch (RuntimeException | Error e) {
            return record.broke(e);
        }
    }

    private StepOutcome<T> cancelled() {
        return record.cancelled(CancellationSource.reasonOf(scope));
    }

    private End<T> tryOnce() {
        int attempt = record.nextAttempt();
        CancellationSource cancellation = CancellationSource.childOf(scope, RunControl::broken);
        StepTry<T> one = new StepTry<>(step, cancellation, timeout(), grace());
        one.with(new TryContext(services, step, one, attempt, before, parts));
        services.threads().execute(one);
        return one.await();
    }

    private Duration timeout() {
        return step.timeout().orElse(services.settings().stepTimeout());
    }

    /** Half of what closing may take at most, so that there is time left to write what became of the step. */
    private Duration grace() {
        Duration half = services.settings().closeWithin().dividedBy(2);
        return half.compareTo(LONGEST_GRACE) < 0 ? half : LONGEST_GRACE;
    }

    private Optional<StepOutcome<T>> conclude(End<T> end, int tries) {
        if (end instanceof End.Returned<T> returned) {
            return Optional.of(returned(returned));
        }
        if (end instanceof End.Abandoned<T> abandoned) {
            abandon(abandoned.thread());
            return Optional.of(cancelled());
        }
        Throwable failure;
        if (end instanceof End.TimedOut<T> timedOut) {
            abandon(timedOut.thread());
            failure = new TimeoutException("it took longer than " + DurationText.of(timeout()));
        } else {
            failure = ((End.Threw<T>) end).failure();
        }
        return scope.isCancelled() ? Optional.of(cancelled()) : afterFailure(failure, tries);
    }

    private void abandon(@Nullable Thread thread) {
        if (thread != null) {
            services.threads().abandon(thread);
        }
    }

    /** What a step did well although it was told to stop counts; what it did badly is put down to that. */
    private StepOutcome<T> returned(End.Returned<T> returned) {
        StepState state = returned.result().state();
        boolean whole = state == StepState.SUCCEEDED || state == StepState.SKIPPED;
        if (!whole && scope.isCancelled()) {
            return cancelled();
        }
        if (!whole && state != StepState.PARTIAL && state != StepState.FAILED) {
            return record.failed(new IllegalStateException("it returned the state " + state
                    + ": a step returns SUCCEEDED, PARTIAL, FAILED or SKIPPED, or throws"));
        }
        return record.returned(returned.result(), returned.text());
    }

    private Optional<StepOutcome<T>> afterFailure(Throwable failure, int tries) {
        RetryPolicy policy = step.retries().orElse(services.settings().retries());
        if (!Failures.mayPass(failure)) {
            return Optional.of(record.failed(failure));
        }
        int counted = tries - throttled;
        // A platform that goes on naming a short delay is asked ever less often: it knows of one call, not of us.
        Duration wait = RetryDelay.of(policy, services.run().runId(), step.name(), tries, record.attempts(), failure);
        if (RetryDelay.isTooLong(policy, wait)) {
            services.control().delayed(wait);
            record.note("the other side asks to wait " + DurationText.of(wait) + ", too long to sit out: try again at "
                    + services.settings().clock().instant().plus(wait) + " or later");
            return Optional.of(record.failed(failure));
        }
        if (isSatOut(policy, failure, wait)) {
            throttled++;
            satOut = satOut.plus(wait);
        } else if (counted >= policy.maxAttempts()) {
            return Optional.of(record.failed(failure));
        }
        String text = "try " + record.attempts() + " failed: " + Failures.text(failure);
        LOG.warn("run={} step={} {}; waits {}", services.run().runId(), step.name(), text, DurationText.of(wait));
        record.note(text + "; waited " + DurationText.of(wait));
        pause(wait);
        return Optional.empty();
    }

    /**
     * Whether a wait that a throttling platform names is no failed try: it says that all is well but for the time. Only
     * for so long, since others wait for the step.
     */
    private boolean isSatOut(RetryPolicy policy, Throwable failure, Duration wait) {
        return policy.maxAttempts() > 1
                && failure instanceof SourceException source
                && source.kind() == SourceException.Kind.THROTTLED
                && source.retryAfter().isPresent()
                && satOut.plus(wait).compareTo(LONGEST_SAT_OUT) <= 0;
    }

    /** Waits without a permit, but no longer than until the step is told to stop. */
    private void pause(Duration wait) {
        permit.release();
        Interrupts interrupts = Interrupts.of(scope);
        try {
            services.settings().waiter().await(wait);
        } catch (InterruptedException e) {
            LOG.debug(
                    "run={} step={} the wait between tries was cut short",
                    services.run().runId(),
                    step.name());
        } finally {
            interrupts.close();
        }
        if (!scope.isCancelled()) {
            permit.acquire();
        }
    }
}
