package io.banditpipeline.examples;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.GateResult;
import io.banditpipeline.quality.QualityReport;
import io.banditpipeline.quality.QualityReport.HeldExample;
import io.banditpipeline.quality.QualityReport.HeldRule;
import io.banditpipeline.quality.QualityReport.Listing;
import io.banditpipeline.quality.QualityReport.Parked;
import io.banditpipeline.quality.QualityReport.Problem;
import io.banditpipeline.quality.QualityReport.Rating;
import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.Subject;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Writes a quality report as one JSON object. What is not known is null. */
final class QualityJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private QualityJson() {}

    static String of(QualityReport report) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("asOf", report.asOf().toString());
        root.put("firstDay", report.days().first().toString());
        root.put("lastDay", report.days().last().toString());
        root.put("fit", report.fit());
        share(root, "overall", report.overall());
        ArrayNode gates = root.putArray("gates");
        report.gates().forEach(gate -> gate(gates.addObject(), gate));
        ArrayNode ratings = root.putArray("ratings");
        report.ratings().forEach(rating -> rating(ratings.addObject(), rating));
        ArrayNode days = root.putArray("accountDays");
        report.accountDays().forEach(rating -> rating(days.addObject(), rating));
        problems(root.putObject("open"), report.open());
        problems(root.putObject("resolved"), report.resolved());
        ObjectNode held = root.putObject("quarantine");
        held.put("rows", report.held().rows());
        ArrayNode rules = held.putArray("rules");
        report.held().rules().forEach(rule -> rule(rules.addObject(), rule));
        ArrayNode parked = root.putArray("parked");
        report.parked().forEach(account -> parked(parked.addObject(), account));
        ObjectNode rows = root.putObject("latestRun");
        report.rowCounts().forEach(rows::put);
        return root.toPrettyString();
    }

    private static void gate(ObjectNode node, GateResult result) {
        subject(node, result.subject());
        node.put("gate", result.gate().name());
        node.put("state", result.state().name());
        share(
                node,
                "value",
                Double.isFinite(result.value()) ? OptionalDouble.of(result.value()) : OptionalDouble.empty());
        node.put("limit", result.limit());
        text(node, "since", result.since());
        node.put("text", result.text());
    }

    private static void rating(ObjectNode node, Rating rating) {
        subject(node, rating.subject());
        share(node, "overall", rating.overall());
        ObjectNode scores = node.putObject("scores");
        rating.scores()
                .forEach(score -> score(scores.putObject(score.dimension().name()), score));
    }

    private static void score(ObjectNode node, QualityScore score) {
        share(node, "value", score.value());
        node.put("numerator", score.numerator());
        node.put("denominator", score.denominator());
        node.put("lower95", score.lower());
        node.put("upper95", score.upper());
    }

    private static void problems(ObjectNode node, Listing<Problem> problems) {
        node.put("total", problems.total());
        ArrayNode shown = node.putArray("shown");
        problems.shown().forEach(problem -> {
            Finding finding = problem.finding();
            ObjectNode one = shown.addObject();
            subject(one, finding.subject());
            one.put("rule", finding.rule());
            one.put("dimension", finding.dimension().name());
            one.put("severity", finding.severity().name());
            one.put("field", finding.field());
            one.put("value", finding.value());
            one.put("text", finding.text());
            one.put("count", finding.count());
            one.put("since", problem.since().toString());
            one.put("lastSeen", problem.lastSeen().toString());
            text(one, "resolvedAt", problem.resolvedAt());
        });
    }

    private static void rule(ObjectNode node, HeldRule rule) {
        node.put("rule", rule.rule());
        node.put("rows", rule.rows());
        node.put("oldest", rule.oldest().toString());
        node.put("newest", rule.newest().toString());
        ArrayNode examples = node.putArray("examples");
        rule.examples().forEach(example -> example(examples.addObject(), example));
    }

    private static void example(ObjectNode node, HeldExample example) {
        node.put("id", example.id());
        node.put("source", example.source());
        node.put("of", example.subject());
        node.put("heldAt", example.heldAt().toString());
        node.put("where", example.row().where());
        node.put("raw", example.row().raw());
        ArrayNode reasons = node.putArray("reasons");
        for (RejectedRow.Reason reason : example.row().reasons()) {
            ObjectNode one = reasons.addObject();
            one.put("rule", reason.rule());
            one.put("field", reason.field());
            one.put("value", reason.value());
            one.put("text", reason.text());
        }
    }

    private static void parked(ObjectNode node, Parked parked) {
        node.put("account", parked.account());
        node.put("rows", parked.rows());
        node.put("entities", parked.entities().total());
        ObjectNode shown = node.putObject("shown");
        parked.entities().shown().forEach(entity -> shown.put(entity.id(), entity.rows()));
    }

    private static void subject(ObjectNode node, Subject subject) {
        node.put("kind", subject.kind().name());
        node.put("id", subject.id());
        text(node, "day", subject.day());
    }

    private static void text(ObjectNode node, String name, @Nullable Object value) {
        if (value == null) {
            node.putNull(name);
        } else {
            node.put(name, value.toString());
        }
    }

    private static void share(ObjectNode node, String name, OptionalDouble share) {
        if (share.isPresent()) {
            node.put(name, share.getAsDouble());
        } else {
            node.putNull(name);
        }
    }
}
