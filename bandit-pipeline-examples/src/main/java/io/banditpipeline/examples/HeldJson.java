package io.banditpipeline.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banditpipeline.store.HeldEvent;
import io.banditpipeline.store.HeldRow;

/** Writes rows in quarantine as JSON. */
final class HeldJson {
    private HeldJson() {}

    /** A row. */
    static void row(ObjectNode node, HeldRow held) {
        node.put("id", held.id());
        node.put("state", held.state().name());
        node.put("source", held.source());
        node.put("of", held.subject());
        node.put("heldAt", held.heldAt().toString());
        node.put("seenAt", held.seenAt().toString());
        node.put("occurrences", held.occurrences());
        node.put("where", held.row().where());
        node.put("raw", held.row().raw());
        node.put("readable", held.row().observation() != null);
        Json.array(node, "reasons", held.row().reasons(), (one, why) -> {
            one.put("rule", why.rule());
            one.put("field", why.field());
            one.put("value", why.value());
            one.put("text", why.text());
        });
    }

    /** An entry of a row's audit trail. */
    static void event(ObjectNode node, HeldEvent event) {
        node.put("at", event.at().toString());
        Json.text(node, "from", event.from());
        node.put("to", event.to().name());
        node.put("by", event.actor());
        node.put("note", event.note());
    }
}
