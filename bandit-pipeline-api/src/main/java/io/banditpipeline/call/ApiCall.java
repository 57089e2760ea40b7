package io.banditpipeline.call;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * One call of a platform's API as it went. It holds no secret and nothing of a person: no token, no query string, no
 * body, no cell of a report (R11).
 *
 * @param platform the ad system, such as {@code "google_ads"}
 * @param accountId the account that it was made for, or {@code ""} if for none
 * @param endpoint method and path as a template, such as {@code "POST customers/{id}/googleAds:searchStream"}; never a
 *     query string
 * @param at when the request was sent
 * @param took from then until the answer was read or given up; not negative
 * @param attempt which try of the same request it was, from 1
 * @param status the HTTP status, or 0 if there was no answer
 * @param requestId the platform's id of the request, or {@code ""} if it named none
 * @param errorCode the platform's code of the failure, such as {@code "quotaError.RESOURCE_EXHAUSTED"} or
 *     {@code "17/2446079"}, or a word of ours such as {@code "connect"}; {@code ""} if it went well
 * @param error what went wrong for a person, at most 500 characters, or {@code ""} if it went well
 */
public record ApiCall(
        String platform,
        String accountId,
        String endpoint,
        Instant at,
        Duration took,
        int attempt,
        int status,
        String requestId,
        String errorCode,
        String error)
        implements Serializable {
    /** The most characters that are kept of an error, an endpoint or a request id. */
    public static final int MAX_TEXT = 500;

    /** @throws IllegalArgumentException if the attempt is below 1, or the time taken or the status is negative */
    public ApiCall {
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(accountId, "accountId");
        endpoint = cut(endpoint);
        Objects.requireNonNull(at, "at");
        requestId = cut(requestId);
        errorCode = cut(errorCode);
        error = cut(error);
        if (attempt < 1 || status < 0 || took.isNegative()) {
            throw new IllegalArgumentException(
                    "attempt must be at least 1, status and time taken not negative, but are " + attempt + ", " + status
                            + " and " + took);
        }
    }

    /** Whether the platform did what it was asked. */
    public boolean succeeded() {
        return errorCode.isEmpty();
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
