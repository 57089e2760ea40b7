package io.banditpipeline.connectors.internal.google;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Reads as much of a JSON text as there is: of an error's body only the beginning is kept. */
final class PartialJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MOST_DEPTH = 64;

    private final Deque<ContainerNode<?>> open = new ArrayDeque<>();
    private JsonNode root = MissingNode.getInstance();
    private String name = "";

    private PartialJson() {}

    /** The value as far as it goes, or a missing node if the text is not JSON. */
    static JsonNode read(String text) {
        PartialJson reader = new PartialJson();
        reader.readAll(text);
        return reader.root;
    }

    private void readAll(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken token = parser.nextToken();
            while (token != null && step(parser, token)) {
                token = parser.nextToken();
            }
        } catch (IOException cutOff) {
            name = ""; // What was read until here is what there is to judge by.
        }
    }

    /** Takes a token. Returns whether there may be more of the value. */
    private boolean step(JsonParser parser, JsonToken token) throws IOException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        switch (token) {
            case START_OBJECT -> open(nodes.objectNode());
            case START_ARRAY -> open(nodes.arrayNode());
            case END_OBJECT, END_ARRAY -> open.pop();
            case FIELD_NAME -> name = parser.currentName();
            case VALUE_NULL -> attach(nodes.nullNode());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> attach(nodes.numberNode(parser.getDecimalValue()));
            case VALUE_TRUE, VALUE_FALSE -> attach(nodes.booleanNode(token == JsonToken.VALUE_TRUE));
            default -> attach(nodes.textNode(parser.getText()));
        }
        return !open.isEmpty() && open.size() < MOST_DEPTH;
    }

    private void open(ContainerNode<?> container) {
        attach(container);
        open.push(container);
    }

    private void attach(JsonNode value) {
        ContainerNode<?> parent = open.peek();
        if (parent instanceof ObjectNode object) {
            object.set(name, value);
        } else if (parent instanceof ArrayNode array) {
            array.add(value);
        } else {
            root = value;
        }
    }
}
