package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepOutcome;
import io.banditpipeline.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Which steps of a run have ended, which are under way, and which may begin. Thread-safe. */
final class RunGraph {
    private final Workflow workflow;
    private final Map<String, StepOutcome<?>> outcomes;
    private final Set<String> underWay = new HashSet<>();
    private boolean closed;

    /** @param done what became of the steps that are not done again, by name */
    RunGraph(Workflow workflow, Map<String, StepOutcome<?>> done) {
        this.workflow = workflow;
        outcomes = new HashMap<>(done);
    }

    /** What became of a step; empty while it has not ended. */
    synchronized Optional<StepOutcome<?>> outcome(Step<?> step) {
        return Optional.ofNullable(outcomes.get(step.name()));
    }

    /** What became of each step that has ended. */
    synchronized Map<Step<?>, StepOutcome<?>> outcomes() {
        Map<Step<?>, StepOutcome<?>> byStep = new HashMap<>();
        for (Step<?> step : workflow.steps()) {
            outcome(step).ifPresent(outcome -> byStep.put(step, outcome));
        }
        return byStep;
    }

    /** The steps that have not ended. */
    synchronized List<Step<?>> open() {
        return workflow.steps().stream()
                .filter(step -> !outcomes.containsKey(step.name()))
                .toList();
    }

    /**
     * Ends the steps that cannot be done because one that they need did not go well.
     *
     * @return their reports
     */
    synchronized List<StepReport> block() {
        List<StepReport> blocked = new ArrayList<>();
        for (Step<?> step : workflow.steps()) {
            if (!isWaiting(step) || !isReady(step)) {
                continue;
            }
            List<StepReport> bad = badNeeds(step);
            if (!bad.isEmpty()) {
                StepReport report = blocked(step, bad);
                outcomes.put(step.name(), new StepOutcome<>(report, null, null));
                blocked.add(report);
            }
        }
        return blocked;
    }

    private List<StepReport> badNeeds(Step<?> step) {
        return step.needs().stream()
                .map(need -> Objects.requireNonNull(outcomes.get(need.name())).report())
                .filter(report -> !report.state().isGood())
                .toList();
    }

    private static StepReport blocked(Step<?> step, List<StepReport> bad) {
        List<String> messages = bad.stream()
                .map(report -> "it needs '" + report.name() + "', which ended as " + report.state())
                .toList();
        boolean mayPass = bad.stream().anyMatch(StepReport::mayPass);
        return new StepReport(
                step.name(), StepState.BLOCKED, StepCounts.ZERO, Duration.ZERO, messages, 0, mayPass, List.of());
    }

    /**
     * Begins the steps before which all have ended, in the order of the workflow; none once the graph is closed. One
     * that needs a step that did not go well is left to {@link #block}: that step may have ended since this thread last
     * blocked.
     */
    synchronized void begin(Consumer<Step<?>> start) {
        if (closed) {
            return;
        }
        for (Step<?> step : workflow.steps()) {
            if (isWaiting(step) && isReady(step) && badNeeds(step).isEmpty()) {
                underWay.add(step.name());
                start.accept(step);
            }
        }
    }

    private boolean isWaiting(Step<?> step) {
        return !outcomes.containsKey(step.name()) && !underWay.contains(step.name());
    }

    private boolean isReady(Step<?> step) {
        return Stream.concat(step.needs().stream(), step.follows().stream())
                .allMatch(before -> outcomes.containsKey(before.name()));
    }

    /** A step has ended, but what comes after it is still to be begun: it counts as under way until {@link #leave}. */
    synchronized void ended(Step<?> step, StepOutcome<?> outcome) {
        outcomes.put(step.name(), outcome);
    }

    /** A step is no longer under way. */
    synchronized void leave(Step<?> step) {
        underWay.remove(step.name());
        notifyAll();
    }

    /** Waits until no step is under way; after that none begins. */
    synchronized void awaitIdle() throws InterruptedException {
        while (!underWay.isEmpty()) {
            wait();
        }
        closed = true;
    }
}
