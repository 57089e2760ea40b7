package io.banditpipeline.connectors.meta;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.connectors.internal.failure.PlatformFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page of a list: its elements as they come in, and where the next page begins. The addresses in it, which hold
 * the access token, are read for that and forgotten.
 */
final class GraphPage {
    /** The body belongs to the client, which reads it to its end to use the connection again. */
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                    .build())
            .build();

    private static final MetaErrors ERRORS = new MetaErrors();

    private final ErrorAnswer head;
    private final String host;
    private boolean hasData;
    private Optional<String> next = Optional.empty();

    private GraphPage(ErrorAnswer head, String host) {
        this.head = head;
        this.host = host;
    }

    /**
     * Reads one element of a list.
     *
     * @param <T> what becomes of it
     */
    @FunctionalInterface
    interface ElementReader<T> {
        /** Reads the element whose first token is the parser's current one, to its end. */
        T read(JsonParser json) throws IOException;

        /** Reads elements as trees. */
        static ElementReader<JsonNode> trees() {
            return JsonParser::readValueAsTree;
        }
    }

    /**
     * Reads a page.
     *
     * @param head status and headers
     * @param host the host that was asked: a next page elsewhere is refused
     * @param taker takes each element as soon as it was read
     * @return the cursor of the next page; empty if this is the last one
     * @throws PlatformFailure if it tells an error, or is no page
     */
    static <T> Optional<String> read(
            InputStream body, ErrorAnswer head, String host, ElementReader<T> elements, Consumer<? super T> taker)
            throws IOException {
        GraphPage page = new GraphPage(head, host);
        try (JsonParser json = JSON.createParser(body)) {
            page.requireObject(json);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                page.member(json, name, elements, taker);
            }
        }
        if (!page.hasData) {
            throw page.strange("the answer has no list named data");
        }
        return page.next;
    }

    /** Reads an answer that is one object. */
    static JsonNode readObject(InputStream body, ErrorAnswer head) throws IOException {
        GraphPage page = new GraphPage(head, "");
        try (JsonParser json = JSON.createParser(body)) {
            page.requireObject(json);
            JsonNode object = json.readValueAsTree();
            if (object.has("error")) {
                throw page.failure(object);
            }
            return object;
        }
    }

    private void requireObject(JsonParser json) throws IOException {
        @Nullable JsonToken first;
        try {
            first = json.nextToken();
        } catch (JsonEOFException broken) {
            throw broken;
        } catch (JsonParseException notJson) {
            throw strange("the answer is no JSON");
        }
        if (first != JsonToken.START_OBJECT) {
            throw strange("the answer is no JSON object");
        }
    }

    private <T> void member(JsonParser json, String name, ElementReader<T> elements, Consumer<? super T> taker)
            throws IOException {
        if (name.equals("data") && json.currentToken() == JsonToken.START_ARRAY) {
            hasData = true;
            while (json.nextToken() != JsonToken.END_ARRAY) {
                taker.accept(elements.read(json));
            }
        } else if (name.equals("paging") && json.currentToken() == JsonToken.START_OBJECT) {
            next = next(json.<JsonNode>readValueAsTree());
        } else if (name.equals("error")) {
            throw failure(JSON.createObjectNode().set("error", json.<JsonNode>readValueAsTree()));
        } else {
            json.skipChildren();
        }
    }

    /** There is a next page if and only if its address is there; the last page has cursors, too. */
    private Optional<String> next(JsonNode paging) throws PlatformFailure {
        String address = paging.path("next").asText("");
        if (address.isEmpty()) {
            return Optional.empty();
        }
        String after = paging.path("cursors").path("after").asText("");
        return Optional.of(after.isEmpty() ? after(address) : after);
    }

    private String after(String address) throws PlatformFailure {
        try {
            URI uri = URI.create(address);
            if (!host.equalsIgnoreCase(uri.getHost())) {
                throw strange("the next page is on another host than was asked");
            }
            return Stream.of(Optional.ofNullable(uri.getRawQuery()).orElse("").split("&"))
                    .filter(parameter -> parameter.startsWith("after="))
                    .map(parameter -> parameter.substring("after=".length()))
                    .filter(cursor -> !cursor.isEmpty())
                    .map(cursor -> URLDecoder.decode(cursor, StandardCharsets.UTF_8))
                    .findFirst()
                    .orElseThrow(() -> strange("there is a next page, but no cursor to it"));
        } catch (IllegalArgumentException malformed) {
            throw strange("the address of the next page cannot be read");
        }
    }

    private PlatformFailure failure(JsonNode answer) {
        return new PlatformFailure(ERRORS.classify(new ErrorAnswer(head.status(), head.headers(), answer.toString())));
    }

    private PlatformFailure strange(String what) {
        return new PlatformFailure(Failure.of(FailureClass.RETRYABLE_FEW, "http " + head.status(), what));
    }
}
