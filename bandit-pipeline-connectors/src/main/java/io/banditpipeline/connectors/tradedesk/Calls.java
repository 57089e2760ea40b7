package io.banditpipeline.connectors.tradedesk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.banditpipeline.connectors.internal.http.AnswerReader;
import io.banditpipeline.connectors.internal.http.ApiClient;
import io.banditpipeline.connectors.internal.http.ApiRequest;
import io.banditpipeline.connectors.internal.rate.BucketSpec;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.workflow.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls of the platform's REST API. Each endpoint has a limit of its own. Thread-safe. */
final class Calls {
    /** Callers of one endpoint at a time, as the platform asks for. */
    static final int CONCURRENT = 4;

    static final String DOWNLOAD = "GET report";

    private static final int PAGE_SIZE = 100;
    private static final int MOST_PAGES = 10_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ApiClient client;
    private final Hosts hosts;
    private final int callsPerMinute;

    /** Bodies stay open: who sent the request reads what is left of them. */
    /** Fractions are exact: some of them are money. */
    private final ObjectMapper json = new ObjectMapper()
            .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    Calls(ApiClient client, Hosts hosts, int callsPerMinute) {
        this.client = client;
        this.hosts = hosts;
        this.callsPerMinute = callsPerMinute;
    }

    /**
     * Asks for something without changing anything, so that it may be asked again.
     *
     * @param path the address under that of the API
     * @param accountId the account that it is for, or {@code ""}
     */
    JsonNode query(String path, Map<String, ?> body, String accountId, Cancellation cancellation) {
        return client.call(request("POST", path, "POST " + path, body, accountId, true), answer(path), cancellation);
    }

    /** Makes something: asking twice would make it twice. */
    JsonNode create(String path, Map<String, ?> body, String accountId, Cancellation cancellation) {
        return client.call(request("POST", path, "POST " + path, body, accountId, false), answer(path), cancellation);
    }

    /** Changes something. It is asked once: a second time might undo what was changed in between. */
    JsonNode change(String path, Map<String, ?> body, String accountId, Cancellation cancellation) {
        return client.call(
                request("PUT", path, "PUT " + path, body, accountId, false), answer(path), cancellation);
    }

    /** Gets one thing by its id. */
    JsonNode get(String path, String id, String accountId, Cancellation cancellation) {
        return client.call(
                request("GET", path + "/" + id, "GET " + path + "/{id}", null, accountId, true),
                answer(path),
                cancellation);
    }

    /** Deletes one thing by its id. */
    void delete(String path, String id, String accountId, Cancellation cancellation) {
        client.call(
                request("DELETE", path + "/" + id, "DELETE " + path + "/{id}", null, accountId, true),
                (body, head) -> head,
                cancellation);
    }

    /** Fetches a report from where it lies. */
    <T> T download(URI address, String accountId, AnswerReader<T> reader, Cancellation cancellation) {
        return client.call(
                new ApiRequest("GET", address, Map.of(), null, DOWNLOAD, accountId, List.of(bucket(DOWNLOAD)), true),
                reader,
                cancellation);
    }

    /**
     * All entries of a query that answers in pages.
     *
     * @throws SourceException TRANSIENT if the pages end before all that was promised has come
     */
    List<JsonNode> queryAll(String path, Map<String, ?> filter, String accountId, Cancellation cancellation) {
        List<JsonNode> all = new ArrayList<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            Map<String, Object> body = new LinkedHashMap<>(filter);
            body.put("PageStartIndex", all.size());
            body.put("PageSize", PAGE_SIZE);
            JsonNode answer = query(path, body, accountId, cancellation);
            JsonNode entries = answer.path("Result");
            entries.forEach(all::add);
            long promised = answer.path("TotalFilteredCount").asLong(-1);
            if (entries.size() < PAGE_SIZE && promised <= all.size() || entries.isEmpty() && promised < 0) {
                return all;
            }
            if (entries.isEmpty()) {
                throw incomplete(path, all.size(), promised);
            }
        }
        throw incomplete(path, all.size(), Long.MAX_VALUE);
    }

    private static SourceException incomplete(String path, int got, long promised) {
        return new SourceException(
                SourceException.Kind.TRANSIENT,
                "POST " + path + " ended after " + got + " entries, but " + promised + " were promised; ask again",
                null);
    }

    private ApiRequest request(
            String method,
            String path,
            String endpoint,
            @Nullable Map<String, ?> body,
            String accountId,
            boolean repeatable) {
        Map<String, String> headers = body == null
                ? Map.of("Accept", "application/json")
                : Map.of("Accept", "application/json", "Content-Type", "application/json");
        return new ApiRequest(
                method,
                hosts.api(path),
                headers,
                body == null ? null : bytes(body),
                endpoint,
                accountId,
                List.of(bucket(endpoint)),
                repeatable);
    }

    private BucketSpec bucket(String endpoint) {
        return new BucketSpec(endpoint, callsPerMinute, MINUTE, CONCURRENT);
    }

    private byte[] bytes(Map<String, ?> body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("a request cannot be written as JSON", impossible);
        }
    }

    /** An answer without content is a missing node. */
    private AnswerReader<JsonNode> answer(String path) {
        return (body, head) -> tree(body, path);
    }

    private JsonNode tree(InputStream body, String path) throws IOException {
        try {
            JsonNode tree = json.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException notJson) {
            throw new SourceException(
                    SourceException.Kind.TRANSIENT,
                    "the answer of " + path + " is not JSON; ask again, and look what is between here and the platform",
                    null);
        }
    }
}
