package io.banditpipeline.core.internal.run;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.AlertSink;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.mmm.MmmRun;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.store.RunStore.Claim;
import io.banditpipeline.store.StoredStep;
import io.banditpipeline.workflow.RunScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the steps of one run, notes each in the history, and sums them up in a report. Not thread-safe. */
public final class RunRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(RunRecorder.class);

    private final RunStore history;
    private final AlertSink alerts;
    private final String runId;
    private final String workflow;
    private final Instant asOf;
    private final RunStore.Lease lease;
    private final long startNanos = System.nanoTime();
    private final List<StepReport> steps = new ArrayList<>();
    private final List<MmmRun> models = new ArrayList<>();
    private final List<Allocation> allocations = new ArrayList<>();

    /** Notes that a run begins. */
    public RunRecorder(RunStore history, AlertSink alerts, String runId, String workflow, Instant asOf) {
        this.history = history;
        this.alerts = alerts;
        this.runId = runId;
        this.workflow = workflow;
        this.asOf = asOf;
        Claim claim = history.claim(
                new NewRun(runId, workflow, null, asOf, RunScope.all(), "host", "host"),
                asOf,
                Duration.ofDays(1),
                false);
        this.lease = ((Claim.Granted) claim).lease();
        LOG.info("run={} workflow={} asOf={} started", runId, workflow, asOf);
    }

    /**
     * How a step's work ended.
     *
     * @param state how it ended
     * @param counts what became of its rows
     * @param messages what a person should know
     */
    public record Work(StepState state, StepCounts counts, List<String> messages) {
        /** Work without rows that went well. */
        public static Work done(List<String> messages) {
            return new Work(StepState.SUCCEEDED, StepCounts.ZERO, messages);
        }
    }

    /** Runs one step; an exception fails the step, not the run, since its siblings do not depend on it. */
    public StepState step(String name, Supplier<Work> work) {
        long start = System.nanoTime();
        Work result;
        try {
            result = work.get();
        } catch (RuntimeException e) {
            LOG.error("run={} step={} failed", runId, name, e);
            result = new Work(StepState.FAILED, StepCounts.ZERO, List.of(text(e)));
        }
        StepReport report = new StepReport(name, result.state(), result.counts(), since(start), result.messages());
        history.save(lease, List.of(new StoredStep(report, null, asOf, false, null)));
        steps.add(report);
        if (result.state() != StepState.SUCCEEDED && result.state() != StepState.SKIPPED) {
            alert(
                    Alert.Severity.CRITICAL,
                    "step." + result.state().name().toLowerCase(Locale.ROOT),
                    name,
                    String.join("; ", result.messages()));
        }
        return result.state();
    }

    /** Adds what was decided to the report. */
    public void decided(Allocation allocation) {
        allocations.add(allocation);
        LOG.info(
                "run={} campaign={} day={} state={} budgetMicros={} arms={}",
                runId,
                allocation.campaignId(),
                allocation.day(),
                allocation.state(),
                allocation.budgetMicros(),
                allocation.arms().size());
        if (allocation.state() == Allocation.State.HELD) {
            alert(Alert.Severity.CRITICAL, "allocation.held", allocation.campaignId(), allocation.reason());
        }
    }

    /** Adds what a decision rests on to the report. */
    public void modelled(MmmRun run) {
        models.add(run);
    }

    /** Notes that the run ended. */
    public RunReport end() {
        RunReport report = new RunReport(runId, workflow, asOf, state(), steps, models, allocations, since(startNanos));
        history.end(lease, report.state(), asOf, "");
        LOG.info(
                "run={} state={} ms={}",
                runId,
                report.state(),
                report.duration().toMillis());
        return report;
    }

    private RunState state() {
        if (steps.stream().anyMatch(step -> step.state() == StepState.FAILED)) {
            return RunState.FAILED;
        }
        boolean held = allocations.stream().anyMatch(allocation -> allocation.state() == Allocation.State.HELD);
        boolean partial = steps.stream().anyMatch(step -> step.state() == StepState.PARTIAL);
        return held || partial ? RunState.DEGRADED : RunState.SUCCEEDED;
    }

    private void alert(Alert.Severity severity, String code, String subject, String message) {
        try {
            alerts.raise(new Alert(severity, code, subject, message, asOf));
        } catch (RuntimeException e) {
            LOG.error("run={} alert={} could not be delivered", runId, code, e);
        }
    }

    private static String text(RuntimeException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getName() : message;
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
