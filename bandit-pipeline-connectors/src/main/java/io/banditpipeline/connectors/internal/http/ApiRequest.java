package io.banditpipeline.connectors.internal.http;

import io.banditpipeline.connectors.internal.rate.BucketSpec;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call to be made. The address and the body may hold what must not be logged: only {@code endpoint} is.
 *
 * @param method such as {@code "POST"}
 * @param uri the whole address
 * @param headers headers without those of authorisation, which {@link Authorization} adds
 * @param body the body, or null if it has none; not copied
 * @param endpoint method and path as a template for the log, such as {@code "GET act_{id}/insights"}
 * @param accountId the account that it is made for, or {@code ""}
 * @param buckets what it counts against
 * @param repeatable whether asking twice does no harm, so that it is tried again after a failure that may have come too
 *     late
 */
public record ApiRequest(
        String method,
        URI uri,
        Map<String, String> headers,
        byte @Nullable [] body,
        String endpoint,
        String accountId,
        List<BucketSpec> buckets,
        boolean repeatable) {
    /** Copies headers and buckets. */
    public ApiRequest(
            String method,
            URI uri,
            Map<String, String> headers,
            byte @Nullable [] body,
            String endpoint,
            String accountId,
            List<BucketSpec> buckets,
            boolean repeatable) {
        this.method = method;
        this.uri = uri;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.endpoint = endpoint;
        this.accountId = accountId;
        this.buckets = List.copyOf(buckets);
        this.repeatable = repeatable;
    }

    /** Endpoint and account, nothing that could be secret. */
    @Override
    public String toString() {
        return endpoint + (accountId.isEmpty() ? "" : " of account " + accountId);
    }
}
