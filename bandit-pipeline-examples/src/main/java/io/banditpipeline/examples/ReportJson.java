package io.banditpipeline.examples;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.mmm.ChannelEstimate;
import io.banditpipeline.mmm.MmmRun;
import io.banditpipeline.mmm.ModelQuality;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepReport;

/** Writes a report as one JSON object. Numbers that are not known are null. */
final class ReportJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private ReportJson() {}

    static String of(RunReport report) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("runId", report.runId());
        root.put("workflow", report.workflow());
        root.put("asOf", report.asOf().toString());
        root.put("state", report.state().name());
        root.put("durationMillis", report.duration().toMillis());
        ArrayNode steps = root.putArray("steps");
        report.steps().forEach(step -> step(steps.addObject(), step));
        ArrayNode models = root.putArray("models");
        report.models().forEach(run -> model(models.addObject(), run));
        if (report.allocations().isEmpty()) {
            root.putNull("allocation");
        } else {
            allocation(root.putObject("allocation"), report.allocations().get(0));
        }
        return root.toPrettyString();
    }

    /** The object of a run that could not begin. */
    static String failure(PipelineException cause) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("state", RunState.FAILED.name());
        root.put("error", cause.getMessage());
        root.putArray("steps");
        root.putNull("allocation");
        return root.toPrettyString();
    }

    /** A step of a run. */
    static void step(ObjectNode node, StepReport step) {
        StepCounts counts = step.counts();
        node.put("name", step.name());
        node.put("state", step.state().name());
        node.put("fetched", counts.fetched());
        node.put("stored", counts.stored());
        node.put("changed", counts.changed());
        node.put("unchanged", counts.unchanged());
        node.put("duplicates", counts.duplicates());
        node.put("quarantined", counts.quarantined());
        node.put("parked", counts.parked());
        node.put("removed", counts.removed());
        node.put("durationMillis", step.duration().toMillis());
        ArrayNode messages = node.putArray("messages");
        step.messages().forEach(messages::add);
    }

    /** What a model run knows. */
    static void model(ObjectNode node, MmmRun run) {
        ModelQuality quality = run.posterior().quality();
        node.put("id", run.id());
        node.put("model", run.modelId());
        node.put("lastDay", run.lastDay().toString());
        node.put("trainingDays", quality.trainingDays());
        node.put("holdoutDays", quality.holdoutDays());
        Json.number(node, "r2", quality.r2());
        Json.number(node, "holdoutR2", quality.holdoutR2());
        Json.number(node, "holdoutWape", quality.holdoutWape());
        Json.number(node, "naiveWape", quality.naiveWape());
        Json.number(node, "coverage90", quality.coverage90());
        Json.number(node, "maxRHat", quality.maxRHat());
        Json.number(node, "minEffectiveSamples", quality.minEffectiveSamples());
        ArrayNode channels = node.putArray("channels");
        run.posterior().estimates().forEach(estimate -> channel(channels.addObject(), estimate));
        ArrayNode cautions = node.putArray("cautions");
        run.posterior().cautions().forEach(cautions::add);
    }

    /** What a model knows of a channel. */
    static void channel(ObjectNode node, ChannelEstimate estimate) {
        node.put("channel", estimate.channel());
        Json.number(node, "spend", estimate.spend());
        Json.number(node, "roas", estimate.roas());
        Json.number(node, "roasLow", estimate.roasLow());
        Json.number(node, "roasHigh", estimate.roasHigh());
        Json.number(node, "marginalRoas", estimate.marginalRoas());
        Json.number(node, "marginalLow", estimate.marginalLow());
        Json.number(node, "marginalHigh", estimate.marginalHigh());
        Json.number(node, "contraction", estimate.contraction());
        node.put("note", estimate.note());
    }

    /** A plan. */
    static void allocation(ObjectNode node, Allocation allocation) {
        node.put("id", allocation.id());
        node.put("campaign", allocation.campaignId());
        node.put("date", allocation.day().toString());
        node.put("currency", allocation.currency().getCurrencyCode());
        node.put("budgetMicros", allocation.budgetMicros());
        node.put("unspentMicros", allocation.unspentMicros());
        node.put("state", allocation.state().name());
        node.put("reason", allocation.reason());
        ArrayNode arms = node.putArray("arms");
        allocation.arms().forEach(arm -> arm(arms.addObject(), arm));
        ObjectNode record = node.putObject("record");
        record.put("asOf", allocation.record().asOf().toString());
        record.put("configHash", allocation.record().configHash());
        record.put("agent", allocation.record().agentId());
        record.put("modelRunId", allocation.record().modelRunId());
        record.put("seed", Long.toUnsignedString(allocation.record().seed(), 16));
        record.put("inputsHash", allocation.record().inputsHash());
    }

    /** An arm of a plan. */
    static void arm(ObjectNode node, ArmAllocation arm) {
        node.put("arm", arm.armId());
        node.put("budgetMicros", arm.budgetMicros());
        node.put("previousMicros", arm.previousMicros());
        node.put("lowMicros", arm.lowMicros());
        node.put("highMicros", arm.highMicros());
        Json.number(node, "marginalReturn", arm.marginalReturn());
        Json.number(node, "marginalLow", arm.marginalLow());
        Json.number(node, "marginalHigh", arm.marginalHigh());
        node.put("binding", arm.binding().name());
        node.put("reason", arm.reason());
    }
}
