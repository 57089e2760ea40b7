package io.banditpipeline.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banditpipeline.alert.AlertRecord;

/** Writes an alert and what became of it as JSON. */
final class AlertJson {
    private AlertJson() {}

    static void of(ObjectNode node, AlertRecord alert) {
        node.put("severity", alert.latest().severity().name());
        node.put("code", alert.latest().code());
        node.put("subject", alert.latest().subject());
        node.put("message", alert.latest().message());
        node.put("firstAt", alert.firstAt().toString());
        node.put("lastAt", alert.latest().at().toString());
        node.put("occurrences", alert.occurrences());
        Json.text(node, "deliveredAt", alert.deliveredAt());
        node.put("acknowledgedBy", alert.acknowledgedBy());
        Json.text(node, "acknowledgedAt", alert.acknowledgedAt());
        Json.text(node, "resolvedAt", alert.resolvedAt());
    }
}
