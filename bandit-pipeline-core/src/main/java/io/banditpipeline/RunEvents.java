package io.banditpipeline;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.AlertSink;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.core.internal.workflow.RunListener;
import io.banditpipeline.store.StoredRun;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log of runs and decisions, and a person of what did not go well. Thread-safe. */
final class RunEvents implements RunListener {
    private static final Logger LOG = LoggerFactory.getLogger(RunEvents.class);

    private final AlertSink alerts;
    private final InstantSource clock;

    RunEvents(AlertSink alerts, InstantSource clock) {
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    public void runEnded(StoredRun run) {
        LOG.info(
                "run={} workflow={} startedBy=\"{}\" attempt={} state={} ms={}",
                run.run().runId(),
                run.run().workflow(),
                run.run().startedBy(),
                run.attempts(),
                run.state(),
                run.duration().map(duration -> duration.toMillis()).orElse(-1L));
    }

    /** An allocation was decided or held. */
    void decided(Allocation allocation) {
        LOG.info(
                "campaign={} day={} state={} budgetMicros={} arms={}",
                allocation.campaignId(),
                allocation.day(),
                allocation.state(),
                allocation.budgetMicros(),
                allocation.arms().size());
        if (allocation.state() == Allocation.State.HELD) {
            alerts.raise(new Alert(
                    Alert.Severity.CRITICAL,
                    "allocation.held",
                    allocation.campaignId(),
                    allocation.reason(),
                    clock.instant()));
        }
    }
}
