package io.banditpipeline.examples;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes results as JSON: one object, names that stay, what is not known as null. */
final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    /** One object, on several lines. */
    static String object(Consumer<ObjectNode> fill) {
        ObjectNode root = MAPPER.createObjectNode();
        fill.accept(root);
        return root.toPrettyString();
    }

    /** An array of objects. */
    static <T> void array(
            ObjectNode node, String name, Collection<? extends T> values, BiConsumer<ObjectNode, T> fill) {
        ArrayNode array = node.putArray(name);
        values.forEach(value -> fill.accept(array.addObject(), value));
    }

    /** An array of texts. */
    static void texts(ObjectNode node, String name, Collection<?> values) {
        ArrayNode array = node.putArray(name);
        values.forEach(value -> array.add(value.toString()));
    }

    /** What it prints as; null if there is none. */
    static void text(ObjectNode node, String name, @Nullable Object value) {
        node.put(name, value == null ? null : value.toString());
    }

    /** A number; null if it is none. */
    static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
