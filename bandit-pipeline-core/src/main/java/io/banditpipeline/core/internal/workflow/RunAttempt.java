package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.core.internal.workflow.RunControl.Order;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.store.StoredStep;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepOutcome;
import io.banditpipeline.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at a run, from the claim to its end. Used once, by the thread that runs the workflow. */
final class RunAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(RunAttempt.class);

    private final Workflow workflow;
    private final RunServices services;
    private final Resumption resumption;
    private final RunGraph graph;
    private boolean interrupted;

    RunAttempt(Workflow workflow, RunServices services, Resumption resumption) {
        this.workflow = workflow;
        this.services = services;
        this.resumption = resumption;
        graph = new RunGraph(workflow, resumption.done());
    }

    /** Runs the workflow and returns when the run has ended or is laid aside. */
    RunResult run() {
        EngineSettings settings = services.settings();
        long begunNanos = System.nanoTime();
        Heartbeat heartbeat = Heartbeat.start(workflow.id(), services.run().runId(), settings.lease(), this::beat);
        try {
            if (services.journal().save(resumption.revoked())) {
                advance();
            }
            awaitIdle();
            return new RunEnding(workflow, services, graph, heartbeat, begunNanos).end();
        } catch (RuntimeException | Error e) {
            services.control().layAside("the run broke: " + e);
            throw e;
        } finally {
            heartbeat.stop(settings.closeWithin());
            endThreads(settings.closeWithin());
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void beat() {
        boolean paused = services.control().order() == Order.PAUSE;
        services.journal().beat();
        if (paused && services.control().mayBegin()) {
            advance();
        }
    }

    /** Ends what is blocked and begins what may begin. Not by two threads at a time: none may overtake the other. */
    private synchronized void advance() {
        if (services.control().order().compareTo(Order.LAY_ASIDE) < 0) {
            keepBlocked(graph.block());
        }
        if (services.control().mayBegin()) {
            graph.begin(this::begin);
        }
    }

    private void keepBlocked(List<StepReport> blocked) {
        List<StoredStep> steps = blocked.stream()
                .map(report -> new StoredStep(report, null, null, false, null))
                .toList();
        if (services.journal().save(steps)) {
            blocked.forEach(services.listeners()::stepEnded);
        }
    }

    private <T> void begin(Step<T> step) {
        Place place = Place.ofStep(workflow.steps().indexOf(step));
        new StepRunner<>(
                        services,
                        step,
                        null,
                        place,
                        services.control().cancellation(),
                        resumption.earlier(step),
                        before -> graph.outcome(before).orElseThrow())
                .launch(new StepRunner.Owner<T>() {
                    @Override
                    public void ended(StepOutcome<T> outcome) {
                        try {
                            graph.ended(step, outcome);
                            advance();
                        } finally {
                            graph.leave(step);
                        }
                    }

                    @Override
                    public boolean mayBegin() {
                        return services.control().mayBegin();
                    }

                    @Override
                    public void postponed() {
                        graph.leave(step);
                    }
                });
    }

    private void awaitIdle() {
        while (true) {
            try {
                graph.awaitIdle();
                return;
            } catch (InterruptedException e) {
                interrupted = true;
                services.control().layAside("the thread that runs the workflow was interrupted");
            }
        }
    }

    private void endThreads(Duration limit) {
        for (Thread thread : services.threads().end(limit)) {
            LOG.warn("run={} thread '{}' does not end", services.run().runId(), thread.getName());
        }
    }
}
