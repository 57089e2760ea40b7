package io.banditpipeline.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A step of a workflow: its name, its work, and the steps before it. Steps are told apart by identity within a graph
 * and by name in the history. Immutable.
 *
 * <pre>{@code
 * Step<Path> export = Step.of("export", context -> StepResult.of(writeReport(context.asOf())));
 * Step<Void> mail = Step.<Void>of("mail", context -> send(context.outcome(export).output()))
 *         .needs(export)
 *         .within(Duration.ofMinutes(2));
 * }</pre>
 *
 * @param <T> what it gives to the steps that need it
 */
public final class Step<T> {
    private static final int MAX_NAME = 150;

    private final String name;
    private final StepWork<T> work;
    private final List<Step<?>> needs;
    private final List<Step<?>> follows;
    private final @Nullable RetryPolicy retries;
    private final @Nullable Duration timeout;
    private final @Nullable Kept<T> kept;

    /** How an output is kept in the history, as text. */
    private record Kept<T>(Function<T, String> write, Function<String, T> read) {}

    private Step(
            String name,
            StepWork<T> work,
            List<Step<?>> needs,
            List<Step<?>> follows,
            @Nullable RetryPolicy retries,
            @Nullable Duration timeout,
            @Nullable Kept<T> kept) {
        this.name = name;
        this.work = work;
        this.needs = List.copyOf(needs);
        this.follows = List.copyOf(follows);
        this.retries = retries;
        this.timeout = timeout;
        this.kept = kept;
    }

    /**
     * A step that needs nothing.
     *
     * @param name unique within a run; 1 to 150 characters
     * @throws IllegalArgumentException if the name is blank or too long
     */
    public static <T> Step<T> of(String name, StepWork<T> work) {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "name must have 1 to " + MAX_NAME + " characters, but is '" + name + "'");
        }
        Objects.requireNonNull(work, "work");
        return new Step<>(name, work, List.of(), List.of(), null, null, null);
    }

    /** The same step, run only after these have gone well (SUCCEEDED, PARTIAL or SKIPPED); skipped if one has not. */
    public Step<T> needs(Step<?>... steps) {
        return new Step<>(name, work, and(needs, steps), follows, retries, timeout, kept);
    }

    /** The same step, run only after these have ended, however they did. */
    public Step<T> follows(Step<?>... steps) {
        return new Step<>(name, work, needs, and(follows, steps), retries, timeout, kept);
    }

    /** The same step with a retry policy of its own. Default: the pipeline's. */
    public Step<T> retrying(RetryPolicy policy) {
        return new Step<>(name, work, needs, follows, Objects.requireNonNull(policy, "policy"), timeout, kept);
    }

    /**
     * The same step with a time-out of its own for each try. Default: the pipeline's. A try that takes longer is told
     * to stop, its thread is interrupted, and whatever it still does is refused; the failure counts as one that can
     * pass.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Step<T> within(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("limit must be positive, but is " + limit);
        }
        return new Step<>(name, work, needs, follows, retries, limit, kept);
    }

    /**
     * The same step, whose output is kept in the history as text. A run that goes on in another process reads it there;
     * without this, a step that gave something is done again if a step that is still to be done needs or follows it.
     */
    public Step<T> keeping(Function<T, String> write, Function<String, T> read) {
        return new Step<>(name, work, needs, follows, retries, timeout, new Kept<>(write, read));
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** What it does. */
    public StepWork<T> work() {
        return work;
    }

    /** The steps that must have gone well. */
    public List<Step<?>> needs() {
        return needs;
    }

    /** The steps that must have ended. */
    public List<Step<?>> follows() {
        return follows;
    }

    /** Its retry policy, if it has one of its own. */
    public Optional<RetryPolicy> retries() {
        return Optional.ofNullable(retries);
    }

    /** Its time-out, if it has one of its own. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** Whether its output is kept as text. */
    public boolean keepsOutput() {
        return kept != null;
    }

    /**
     * Its output as text.
     *
     * @throws IllegalStateException if it is not kept
     */
    public String write(T output) {
        return requireKept().write().apply(output);
    }

    /**
     * Its output from text.
     *
     * @throws IllegalStateException if it is not kept
     */
    public T read(String text) {
        return requireKept().read().apply(text);
    }

    @Override
    public String toString() {
        return name;
    }

    private Kept<T> requireKept() {
        if (kept == null) {
            throw new IllegalStateException("step '" + name + "' does not keep its output");
        }
        return kept;
    }

    private static List<Step<?>> and(List<Step<?>> known, Step<?>... more) {
        List<Step<?>> all = new ArrayList<>(known);
        all.addAll(List.of(more));
        return all;
    }
}
