package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.store.NewRun;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.RunScope;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepContext;
import io.banditpipeline.workflow.StepOutcome;
import java.time.Instant;
import java.util.List;

/** What one try of a step is shown. */
final class TryContext implements StepContext {
    private final RunServices services;
    private final Step<?> step;
    private final StepTry<?> owner;
    private final int attempt;
    private final Outcomes earlier;
    private final Parts parts;

    /** What became of the steps before. */
    @FunctionalInterface
    interface Outcomes {
        /** What became of a step that has ended. */
        StepOutcome<?> of(Step<?> step);
    }

    TryContext(RunServices services, Step<?> step, StepTry<?> owner, int attempt, Outcomes earlier, Parts parts) {
        this.services = services;
        this.step = step;
        this.owner = owner;
        this.attempt = attempt;
        this.earlier = earlier;
        this.parts = parts;
    }

    private NewRun run() {
        return services.run();
    }

    @Override
    public String runId() {
        return run().runId();
    }

    @Override
    public String workflow() {
        return run().workflow();
    }

    @Override
    public RunScope scope() {
        return run().scope();
    }

    @Override
    public Instant asOf() {
        return run().asOf();
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public Cancellation cancellation() {
        return owner.cancellation();
    }

    @Override
    public void progress(long done, long total, String detail) {
        if (owner.isOpen()) {
            services.listeners().advanced(step.name(), done, total, detail);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // an outcome is kept under the step that it is of
    public <T> StepOutcome<T> outcome(Step<T> other) {
        if (step.needs().stream().noneMatch(one -> one == other)
                && step.follows().stream().noneMatch(one -> one == other)) {
            throw new IllegalArgumentException("step '" + step.name() + "' neither needs nor follows step '"
                    + other.name() + "': declare it, so that it ends first");
        }
        return (StepOutcome<T>) earlier.of(other);
    }

    @Override
    public <T> List<StepOutcome<T>> sideBySide(List<Step<T>> list) {
        return parts.run(owner, List.copyOf(list));
    }
}
