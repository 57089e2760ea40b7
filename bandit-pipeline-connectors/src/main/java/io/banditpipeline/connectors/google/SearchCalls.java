package io.banditpipeline.connectors.google;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.PlatformFailure;
import io.banditpipeline.connectors.internal.google.GoogleErrors;
import io.banditpipeline.connectors.internal.google.SearchStream;
import io.banditpipeline.connectors.internal.http.AnswerReader;
import io.banditpipeline.connectors.internal.http.ApiClient;
import io.banditpipeline.connectors.internal.http.ApiRequest;
import io.banditpipeline.connectors.internal.rate.BucketSpec;
import io.banditpipeline.workflow.Cancellation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks the Google Ads API. Thread-safe. */
final class SearchCalls {
    /** The bucket of all calls of the credentials. */
    static final String DEVELOPER = "developer";

    private static final ObjectReader JSON = new ObjectMapper().reader().without(StreamReadFeature.AUTO_CLOSE_SOURCE);
    private static final GoogleErrors ERRORS = new GoogleErrors();
    private static final int CALLS_A_MINUTE = 3_000;
    private static final int MOST_AT_ONCE = 64;
    private static final int ACCOUNT_CALLS_A_MINUTE = 120;
    private static final int ACCOUNT_MOST_AT_ONCE = 4;

    private final ApiClient client;
    private final String root;
    private final String version;
    private final BucketSpec developer;

    /** @param operationsPerDay the most calls a day, or 0 if unknown */
    SearchCalls(ApiClient client, URI baseUri, String version, int operationsPerDay) {
        this.client = client;
        this.root = baseUri.toString().replaceAll("/+$", "") + "/" + version + "/";
        this.version = version;
        this.developer = operationsPerDay > 0
                ? new BucketSpec(DEVELOPER, operationsPerDay, Duration.ofDays(1), MOST_AT_ONCE)
                : new BucketSpec(DEVELOPER, CALLS_A_MINUTE, Duration.ofMinutes(1), MOST_AT_ONCE);
    }

    /** The bucket of an account's calls. */
    static String bucket(String customer) {
        return "customer/" + customer;
    }

    /** Which bucket is to be left alone: that of the account, unless the limit is of all calls. */
    static String throttled(ApiRequest request, Failure failure) {
        boolean all = request.accountId().isEmpty()
                || failure.scope().equals("DEVELOPER")
                || failure.scope().isEmpty() && failure.failureClass().name().equals("THROTTLED_LONG");
        return all ? DEVELOPER : bucket(request.accountId());
    }

    /**
     * Asks a query and reads the answer as it comes in.
     *
     * @param customer the account
     * @param login the manager through which it is reached, or null if directly
     */
    <T> T stream(
            String customer, @Nullable String login, String query, AnswerReader<T> reader, Cancellation cancellation) {
        byte[] body = JsonNodeFactory.instance
                .objectNode()
                .put("query", Gaql.whole(query))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        ApiRequest request = new ApiRequest(
                "POST",
                URI.create(root + "customers/" + customer + "/googleAds:searchStream"),
                headers(login),
                body,
                "POST " + version + "/customers/{id}/googleAds:searchStream",
                customer,
                buckets(customer),
                true);
        return client.call(request, reader, cancellation);
    }

    /**
     * Changes something. It is asked once: a second time might undo what was changed in between.
     *
     * @param resource what is changed, such as {@code "campaignBudgets"}
     * @throws io.banditpipeline.metric.SourceException if it was not changed, as far as is known
     */
    void mutate(String customer, @Nullable String login, String resource, JsonNode body, Cancellation cancellation) {
        ApiRequest request = new ApiRequest(
                "POST",
                URI.create(root + "customers/" + customer + "/" + resource + ":mutate"),
                headers(login),
                body.toString().getBytes(StandardCharsets.UTF_8),
                "POST " + version + "/customers/{id}/" + resource + ":mutate",
                customer,
                buckets(customer),
                false);
        client.call(request, (answer, head) -> changed(JSON.readTree(answer), head), cancellation);
    }

    /** What failed in part is told within a success. */
    private static boolean changed(@Nullable JsonNode answer, ErrorAnswer head) throws PlatformFailure {
        if (answer != null && answer.path("partialFailureError").isObject()) {
            throw new PlatformFailure(
                    ERRORS.classify(new ErrorAnswer(head.status(), head.headers(), answer.toString())));
        }
        return true;
    }

    private static Map<String, String> headers(@Nullable String login) {
        return login == null
                ? Map.of("Content-Type", "application/json")
                : Map.of("Content-Type", "application/json", "login-customer-id", login);
    }

    private List<BucketSpec> buckets(String customer) {
        return List.of(
                new BucketSpec(bucket(customer), ACCOUNT_CALLS_A_MINUTE, Duration.ofMinutes(1), ACCOUNT_MOST_AT_ONCE),
                developer);
    }

    /** Asks a query without metrics and hands out its rows as trees. If it fails, some may have been handed out. */
    void rows(String customer, @Nullable String login, String query, Consumer<JsonNode> rows) {
        stream(
                customer,
                login,
                query,
                (body, head) -> {
                    SearchStream.trees(body, rows);
                    return true;
                },
                Cancellation.never());
    }

    /** The customers that the credentials reach without a manager in between. */
    List<String> accessibleCustomers() {
        ApiRequest request = new ApiRequest(
                "GET",
                URI.create(root + "customers:listAccessibleCustomers"),
                Map.of(),
                null,
                "GET " + version + "/customers:listAccessibleCustomers",
                "",
                List.of(developer),
                true);
        JsonNode answer = client.call(request, (body, head) -> JSON.readTree(body), Cancellation.never());
        List<String> customers = new ArrayList<>();
        for (JsonNode name : answer.path("resourceNames")) {
            customers.add(name.asText().substring(name.asText().indexOf('/') + 1));
        }
        return customers;
    }
}
