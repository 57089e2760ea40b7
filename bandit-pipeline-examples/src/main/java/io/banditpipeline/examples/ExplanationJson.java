package io.banditpipeline.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.mmm.MmmRun;
import java.util.Optional;

/** Writes an explanation as JSON. */
final class ExplanationJson {
    private ExplanationJson() {}

    static void of(ObjectNode root, Explanation why) {
        ReportJson.allocation(root.putObject("allocation"), why.allocation());
        Optional<Allocation> previous = why.previous();
        if (previous.isPresent()) {
            ObjectNode node = root.putObject("previous");
            node.put("id", previous.get().id());
            node.put("date", previous.get().day().toString());
            node.put("budgetMicros", previous.get().budgetMicros());
        } else {
            root.putNull("previous");
        }
        Optional<MmmRun> model = why.model();
        if (model.isPresent()) {
            ReportJson.model(root.putObject("model"), model.get());
        } else {
            root.putNull("model");
        }
        Json.array(root, "arms", why.arms(), (node, arm) -> arm(node, why, arm));
        data(root.putObject("data"), why);
        Json.texts(root, "failures", why.failures());
    }

    private static void arm(ObjectNode node, Explanation why, ArmAllocation arm) {
        ReportJson.arm(node, arm);
        node.put("channel", why.channelOf(arm).orElse(null));
        node.put(
                "previousPlanMicros",
                why.previousOf(arm).map(ArmAllocation::budgetMicros).orElse(null));
        Json.number(node, "change", Explanation.change(arm).orElse(Double.NaN));
        node.put("certainty", why.certaintyOf(arm).name());
        why.estimateOf(arm)
                .ifPresentOrElse(
                        estimate -> ReportJson.channel(node.putObject("estimate"), estimate),
                        () -> node.putNull("estimate"));
        ArmState state = why.evidence().get(arm.armId());
        if (state == null) {
            node.putNull("evidence");
        } else {
            evidence(node.putObject("evidence"), state);
        }
    }

    private static void evidence(ObjectNode node, ArmState state) {
        Json.number(node, "alpha", state.alpha());
        Json.number(node, "beta", state.beta());
        node.put("spendingMicros", state.spendingMicros());
        node.put("trials", state.trials());
        Json.number(node, "valuePerConversion", state.valuePerConversion());
        node.put("recentMicros", state.recentMicros());
        Json.text(node, "lastDay", state.lastDay());
    }

    private static void data(ObjectNode node, Explanation why) {
        node.put("asOf", why.allocation().record().asOf().toString());
        Json.text(node, "completeUntil", why.completeUntil().orElse(null));
        Json.array(node, "feeds", why.feeds(), (feed, mark) -> {
            feed.put("source", mark.source());
            feed.put("account", mark.accountKey());
            feed.put("completeFrom", mark.completeFrom().toString());
            feed.put("completeUntil", mark.completeUntil().toString());
        });
        node.put("heldRows", why.heldRows());
        node.put("parkedRows", why.parkedRows());
    }
}
