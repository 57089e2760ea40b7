package io.banditpipeline.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.store.StoredRun;
import java.time.Duration;

/** Writes a run of the history as JSON. */
final class RunJson {
    private RunJson() {}

    /** The run without its steps. */
    static void summary(ObjectNode node, StoredRun run) {
        node.put("id", run.run().runId());
        node.put("workflow", run.run().workflow());
        Json.text(node, "slot", run.run().slot());
        node.put("state", run.state().name());
        node.put("signal", run.signal().name());
        node.put("attempts", run.attempts());
        node.put("startedBy", run.run().startedBy());
        node.put("instance", run.run().instance());
        node.put("scope", run.run().scope().toString());
        Json.text(node, "asOf", run.run().asOf());
        Json.text(node, "startedAt", run.startedAt());
        Json.text(node, "endedAt", run.endedAt());
        node.put("durationMillis", run.duration().map(Duration::toMillis).orElse(null));
        StepCounts counts = RunText.total(run);
        node.put("fetched", counts.fetched());
        node.put("stored", counts.stored());
        node.put("error", run.error());
    }

    /** The run with its steps. */
    static void of(ObjectNode node, StoredRun run) {
        summary(node, run);
        Json.array(node, "steps", RunText.withPartsBehind(run), (one, step) -> {
            ReportJson.step(one, step.report());
            one.put("attempts", step.report().attempts());
            one.put("partOf", step.parent());
            Json.text(one, "startedAt", step.startedAt());
        });
    }
}
