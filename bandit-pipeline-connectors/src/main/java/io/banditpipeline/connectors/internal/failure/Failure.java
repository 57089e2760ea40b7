package io.banditpipeline.connectors.internal.failure;

import io.banditpipeline.metric.SourceException.Kind;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an error answer means.
 *
 * @param failureClass what it asks of us
 * @param kind what the pipeline is told
 * @param code the platform's code, such as {@code "quotaError.RESOURCE_EXHAUSTED"}, {@code "17/2446079"} or
 *     {@code "http 503"}
 * @param text what the platform says and what to do about it, for a person; without secrets
 * @param retryAfter the delay that the platform names, or that is known to be the least; null if neither
 * @param scope which limit was exceeded, in the platform's word, such as {@code "ACCOUNT"}; {@code ""} if it does not
 *     matter
 * @param requestId the platform's id of the request, or {@code ""}
 */
public record Failure(
        FailureClass failureClass,
        Kind kind,
        String code,
        String text,
        @Nullable Duration retryAfter,
        String scope,
        String requestId) {
    /** Checks that nothing but the delay is null. */
    public Failure {
        Objects.requireNonNull(failureClass, "failureClass");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(requestId, "requestId");
    }

    /** A failure of the class's usual kind. */
    public static Failure of(FailureClass failureClass, String code, String text) {
        return new Failure(failureClass, failureClass.usualKind(), code, text, null, "", "");
    }

    /** The same failure with the least delay before the next call. */
    public Failure after(@Nullable Duration delay) {
        return new Failure(failureClass, kind, code, text, delay, scope, requestId);
    }

    /** The same failure of another kind. */
    public Failure as(Kind other) {
        return new Failure(failureClass, other, code, text, retryAfter, scope, requestId);
    }

    /** The same failure of a limit. */
    public Failure of(String limit) {
        return new Failure(failureClass, kind, code, text, retryAfter, limit, requestId);
    }

    /** The same failure of a request. */
    public Failure in(String request) {
        return new Failure(failureClass, kind, code, text, retryAfter, scope, request);
    }
}
