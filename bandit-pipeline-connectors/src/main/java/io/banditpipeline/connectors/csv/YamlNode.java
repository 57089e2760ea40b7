package io.banditpipeline.connectors.csv;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a YAML file with the line that it stands on, so that mistakes can be shown where they are. */
sealed interface YamlNode {
    /** The line; the first is 1. */
    int line();

    /** A single value as it is written; {@code ""} for null. */
    record Scalar(int line, String text, boolean isNull) implements YamlNode {}

    /** Values in order. */
    record Items(int line, List<YamlNode> items) implements YamlNode {}

    /** Values by name; for a name that comes twice, the last. */
    record Section(int line, Map<String, YamlNode> entries, List<String> repeated) implements YamlNode {}

    /** Reads the value at the parser's current token. */
    static YamlNode read(JsonParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return section(parser, line);
        }
        if (token == JsonToken.START_ARRAY) {
            List<YamlNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(read(parser));
            }
            return new Items(line, items);
        }
        boolean isNull = token == JsonToken.VALUE_NULL;
        return new Scalar(line, isNull ? "" : parser.getText(), isNull);
    }

    private static Section section(JsonParser parser, int line) throws IOException {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        List<String> repeated = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int nameLine = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            if (entries.put(name, read(parser)) != null) {
                repeated.add("line " + nameLine + ": \"" + name + "\" comes twice; keep one");
            }
        }
        return new Section(line, entries, repeated);
    }
}
