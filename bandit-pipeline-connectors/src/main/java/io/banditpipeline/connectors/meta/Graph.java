package io.banditpipeline.connectors.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.connectors.internal.http.AnswerReader;
import io.banditpipeline.connectors.internal.http.ApiClient;
import io.banditpipeline.connectors.internal.http.ApiRequest;
import io.banditpipeline.connectors.internal.rate.BucketSpec;
import io.banditpipeline.security.Secret;
import io.banditpipeline.workflow.Cancellation;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls Meta's Graph API. The access token goes into a header, never into an address. Thread-safe. */
final class Graph {
    private static final Map<String, String> ACCEPT = Map.of("Accept", "application/json");
    private static final Map<String, String> FORM =
            Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded");

    private final ApiClient client;
    private final URI base;
    private final String version;
    private final @Nullable Secret proof;

    /** @param proof the proof of the app's secret, which Meta takes as a parameter only; null without one */
    Graph(ApiClient client, URI base, String version, @Nullable Secret proof) {
        this.client = client;
        this.base = base;
        this.version = version;
        this.proof = proof;
    }

    /**
     * What is asked for.
     *
     * @param path the path below the version, such as {@code "act_1/insights"}
     * @param endpoint the same as a template for the log, such as {@code "act_{id}/insights"}
     * @param accountId the account that it is for, or {@code ""}
     * @param parameters its parameters
     * @param buckets what it counts against
     */
    record Call(
            String path, String endpoint, String accountId, Map<String, String> parameters, List<BucketSpec> buckets) {
        /** The same call with a parameter more. */
        Call with(String name, String value) {
            Map<String, String> more = new TreeMap<>(parameters);
            more.put(name, value);
            return new Call(path, endpoint, accountId, more, buckets);
        }
    }

    /** Reads a page of a list. */
    <T> Optional<String> page(
            Call call, GraphPage.ElementReader<T> elements, Consumer<? super T> taker, Cancellation cancellation) {
        String host = Optional.ofNullable(base.getHost()).orElse("");
        return get(call, (body, head) -> GraphPage.read(body, head, host, elements, taker), cancellation);
    }

    /** Reads an object. */
    JsonNode object(Call call, Cancellation cancellation) {
        return get(call, GraphPage::readObject, cancellation);
    }

    /**
     * Changes something. It is asked once: a second time might undo what was changed in between.
     *
     * @return the answer's object
     */
    JsonNode change(Call call, Cancellation cancellation) {
        return post(call, false, cancellation);
    }

    /**
     * Makes something of which a second one does no harm.
     *
     * @return the answer's object
     */
    JsonNode post(Call call, Cancellation cancellation) {
        return post(call, true, cancellation);
    }

    private JsonNode post(Call call, boolean repeatable, Cancellation cancellation) {
        byte[] form = encoded(call.parameters()).getBytes(StandardCharsets.US_ASCII);
        ApiRequest request = new ApiRequest(
                "POST",
                address(call.path(), ""),
                FORM,
                form,
                "POST " + call.endpoint(),
                call.accountId(),
                call.buckets(),
                repeatable);
        return client.call(request, GraphPage::readObject, cancellation);
    }

    private <T> T get(Call call, AnswerReader<T> reader, Cancellation cancellation) {
        ApiRequest request = new ApiRequest(
                "GET",
                address(call.path(), encoded(call.parameters())),
                ACCEPT,
                null,
                "GET " + call.endpoint(),
                call.accountId(),
                call.buckets(),
                true);
        return client.call(request, reader, cancellation);
    }

    private URI address(String path, String query) {
        String text = base.toString();
        String root = text.endsWith("/") ? text : text + "/";
        return URI.create(root + version + "/" + path + (query.isEmpty() ? "" : "?" + query));
    }

    private String encoded(Map<String, String> parameters) {
        Map<String, String> all = new TreeMap<>(parameters);
        if (proof != null) {
            all.put("appsecret_proof", proof.reveal());
        }
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
