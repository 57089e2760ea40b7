package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.core.internal.workflow.RunControl.Order;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.store.StoredStep;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepOutcome;
import io.banditpipeline.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ends an attempt at a run when no step is under way any more: decides its state, and keeps it. */
final class RunEnding {
    private static final int MAX_ERROR = 2_000;

    private final Workflow workflow;
    private final RunServices services;
    private final RunGraph graph;
    private final Heartbeat heartbeat;
    private final long begunNanos;

    RunEnding(Workflow workflow, RunServices services, RunGraph graph, Heartbeat heartbeat, long begunNanos) {
        this.workflow = workflow;
        this.services = services;
        this.graph = graph;
        this.heartbeat = heartbeat;
        this.begunNanos = begunNanos;
    }

    RunResult end() {
        List<StepReport> open = graph.open().stream().map(this::notBegun).toList();
        boolean brokenOff = !open.isEmpty() || states().anyMatch(StepState.CANCELLED::equals);
        Order order = services.control().order();
        Optional<StoredRun> run =
                switch (order) {
                    case LOST -> Optional.empty();
                    case FATAL, STORE_AWAY -> services.journal().end(RunState.FAILED, bounded(troubleAndFailures()));
                    case CANCEL -> brokenOff ? cancel(open) : endAsItWent();
                    case LAY_ASIDE -> brokenOff ? layAside() : endAsItWent();
                    case GO, PAUSE ->
                        open.isEmpty() ? endAsItWent() : services.journal().end(RunState.PAUSED, "");
                };
        run.ifPresent(services.listeners()::runEnded);
        requireWritten(run.isPresent());
        return run.<RunResult>map(kept -> ran(kept, open)).orElseGet(this::takenOver);
    }

    private Optional<StoredRun> cancel(List<StepReport> open) {
        List<StoredStep> steps = open.stream()
                .map(report -> new StoredStep(report, null, null, false, null))
                .toList();
        if (services.journal().save(steps)) {
            open.forEach(services.listeners()::stepEnded);
        }
        return services.journal()
                .end(RunState.CANCELLED, bounded(services.control().reason()));
    }

    /** The heart must not beat any more, or it would take the run back. */
    private Optional<StoredRun> layAside() {
        heartbeat.stop(services.settings().closeWithin());
        return services.journal().release();
    }

    private Optional<StoredRun> endAsItWent() {
        RunState state = states().anyMatch(one -> one == StepState.FAILED)
                ? RunState.FAILED
                : states().anyMatch(one -> one == StepState.PARTIAL) ? RunState.DEGRADED : RunState.SUCCEEDED;
        return services.journal().end(state, bounded(failures()));
    }

    private Stream<StepState> states() {
        return graph.outcomes().values().stream()
                .map(outcome -> outcome.report().state());
    }

    /** What failed first stands first. */
    private String failures() {
        return workflow.steps().stream()
                .flatMap(step -> graph.outcome(step).stream())
                .map(StepOutcome::report)
                .filter(report -> report.state() == StepState.FAILED)
                .map(report -> report.name() + ": " + lastOf(report.messages()))
                .collect(Collectors.joining("\n"));
    }

    private String troubleAndFailures() {
        return Stream.of(services.control().reason(), failures())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String lastOf(List<String> messages) {
        return messages.isEmpty() ? "it failed without a message" : messages.get(messages.size() - 1);
    }

    private static String bounded(String error) {
        return error.length() <= MAX_ERROR ? error : error.substring(0, MAX_ERROR - 1) + "…";
    }

    /**
     * @throws PipelineException if the end of the run could not be written
     * @throws Error if the virtual machine is in trouble
     */
    private void requireWritten(boolean written) {
        RunControl control = services.control();
        Throwable cause = control.cause();
        if (control.order() == Order.FATAL && cause instanceof Error error) {
            throw error;
        }
        if (!written && !control.isLost()) {
            throw new PipelineException(
                    ErrorCode.STORAGE,
                    "Run " + services.run().runId() + " was broken off, and its end could not be written: "
                            + control.reason() + ". Run it again when its lease is over: it goes on where it stopped",
                    cause);
        }
    }

    private RunResult takenOver() {
        return new RunResult.TakenOver(services.run().runId());
    }

    private RunResult ran(StoredRun kept, List<StepReport> open) {
        List<StepReport> steps = workflow.steps().stream()
                .map(step -> graph.outcome(step).map(StepOutcome::report).orElseGet(() -> reportOf(open, step)))
                .toList();
        Duration taken = Duration.ofNanos(System.nanoTime() - begunNanos);
        return new RunResult.Ran(
                kept, kept.state(), steps, taken, services.control().longestDelay(), graph.outcomes());
    }

    private static StepReport reportOf(List<StepReport> reports, Step<?> step) {
        return reports.stream()
                .filter(report -> report.name().equals(step.name()))
                .findFirst()
                .orElseThrow();
    }

    private StepReport notBegun(Step<?> step) {
        String reason = services.control().reason();
        return new StepReport(
                step.name(),
                StepState.CANCELLED,
                StepCounts.ZERO,
                Duration.ZERO,
                List.of("it was not begun: " + (reason.isEmpty() ? "the run was paused" : reason)),
                0,
                true,
                List.of());
    }
}
