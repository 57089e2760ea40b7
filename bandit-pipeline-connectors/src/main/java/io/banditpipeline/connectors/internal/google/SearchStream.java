package io.banditpipeline.connectors.internal.google;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.connectors.internal.failure.PlatformFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Walks through the batches of a streamed answer and hands its rows out one at a time, so that memory does not grow
 * with the answer. Also reads the single object in which an answer without streaming comes. Returns only after the end
 * of the whole answer. Stateless.
 */
public final class SearchStream {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();
    private static final ObjectReader TREES = new ObjectMapper().readerFor(JsonNode.class);
    private static final GoogleErrors ERRORS = new GoogleErrors();
    private static final int OK = 200;

    private SearchStream() {}

    /**
     * Reads all rows of an answer as trees.
     *
     * @throws PlatformFailure if the answer tells an error, perhaps after some rows
     * @throws IOException if it breaks off or is no JSON
     */
    public static void trees(InputStream body, Consumer<JsonNode> rows) throws IOException {
        read(body, parser -> rows.accept(TREES.readValue(parser)));
    }

    /**
     * Reads all rows of an answer.
     *
     * @throws PlatformFailure if the answer tells an error, perhaps after some rows
     * @throws IOException if it breaks off or is no JSON
     */
    public static void read(InputStream body, RowReader rows) throws IOException {
        try (JsonParser parser = FACTORY.createParser(body)) {
            JsonToken first = first(parser);
            if (first == JsonToken.START_OBJECT) {
                batch(parser, rows);
            } else if (first == JsonToken.START_ARRAY) {
                batches(parser, rows);
            } else {
                throw unexpected("begins with " + first);
            }
            if (parser.nextToken() != null) {
                throw unexpected("goes on behind its end");
            }
        }
    }

    private static JsonToken first(JsonParser parser) throws IOException {
        try {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new IOException("the answer is empty; [] was expected at least");
            }
            return first;
        } catch (JsonParseException noJson) {
            throw unexpected("is no JSON");
        }
    }

    /** An answer that is none of Google's, such as the page of a proxy. */
    private static PlatformFailure unexpected(String what) {
        return new PlatformFailure(Failure.of(
                FailureClass.RETRYABLE_FEW,
                "answer.shape",
                "The answer " + what + ", but a JSON array of batches was expected. What to do: look whether a proxy"
                        + " stands between, and check baseUri."));
    }

    private static void batches(JsonParser parser, RowReader rows) throws IOException {
        for (JsonToken token = next(parser); token != JsonToken.END_ARRAY; token = next(parser)) {
            if (token != JsonToken.START_OBJECT) {
                throw unexpected("has " + token + " among its batches");
            }
            batch(parser, rows);
        }
    }

    private static void batch(JsonParser parser, RowReader rows) throws IOException {
        while (next(parser) == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = next(parser);
            if (name.equals("results") && value == JsonToken.START_ARRAY) {
                results(parser, rows);
            } else if (name.equals("error") && value == JsonToken.START_OBJECT) {
                throw failure(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private static void results(JsonParser parser, RowReader rows) throws IOException {
        for (JsonToken token = next(parser); token != JsonToken.END_ARRAY; token = next(parser)) {
            if (token != JsonToken.START_OBJECT) {
                throw unexpected("has " + token + " among its rows");
            }
            rows.read(parser);
        }
    }

    private static PlatformFailure failure(JsonParser parser) throws IOException {
        JsonNode error = TREES.readValue(parser);
        String text = JsonNodeFactory.instance.objectNode().set("error", error).toString();
        int code = error.path("code").asInt();
        return new PlatformFailure(
                ERRORS.classify(new ErrorAnswer(code > 0 ? code : OK, Map.<String, List<String>>of(), text)));
    }

    private static JsonToken next(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new IOException("the answer ends in the middle");
        }
        return token;
    }
}
