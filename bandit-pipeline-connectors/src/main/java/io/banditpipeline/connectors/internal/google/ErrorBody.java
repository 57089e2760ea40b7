package io.banditpipeline.connectors.internal.google;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.connectors.internal.failure.RetryAfter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The errors of an answer, whatever its shape: an object, an array of them as streams have it, the answer of the token
 * endpoint, or a success that failed in part.
 */
final class ErrorBody {
    private static final List<String> STATUSES = List.of(
            "OK",
            "CANCELLED",
            "UNKNOWN",
            "INVALID_ARGUMENT",
            "DEADLINE_EXCEEDED",
            "NOT_FOUND",
            "ALREADY_EXISTS",
            "PERMISSION_DENIED",
            "RESOURCE_EXHAUSTED",
            "FAILED_PRECONDITION",
            "ABORTED",
            "OUT_OF_RANGE",
            "UNIMPLEMENTED",
            "INTERNAL",
            "UNAVAILABLE",
            "DATA_LOSS",
            "UNAUTHENTICATED");
    /** The group of the token endpoint's codes. */
    static final String TOKENS = "oauth.";

    private static final int LEAST_HTTP_ERROR = 400;
    private static final int NANOS_PER_SECOND = 1_000_000_000;
    private static final BigDecimal LONGEST_DELAY = BigDecimal.valueOf(RetryAfter.LONGEST.toSeconds());

    private final List<GoogleError> errors = new ArrayList<>();
    private final List<GoogleError> reasons = new ArrayList<>();
    private String status = "";
    private String message = "";
    private String requestId = "";
    private int httpStatus;
    private @Nullable Duration retryDelay;
    private boolean found;

    private ErrorBody() {}

    static ErrorBody of(String text) {
        ErrorBody body = new ErrorBody();
        JsonNode root = PartialJson.read(text);
        if (root.isArray()) {
            root.forEach(body::element);
        } else {
            body.element(root);
        }
        return body;
    }

    private void element(JsonNode element) {
        JsonNode error = element.path("error");
        if (error.isTextual()) {
            found = true;
            message = element.path("error_description").asText();
            errors.add(new GoogleError(TOKENS + error.asText(), message, null, ""));
        } else if (error.isObject()) {
            status(error);
        }
        if (element.path("partialFailureError").isObject()) {
            status(element.path("partialFailureError"));
        }
        if (element.path("code").isNumber() && element.path("message").isTextual()) {
            status(element);
        }
    }

    /** A google.rpc.Status, whose code is an HTTP status in REST answers and a number below 20 elsewhere. */
    private void status(JsonNode error) {
        found = true;
        int code = error.path("code").asInt();
        httpStatus = Math.max(httpStatus, code >= LEAST_HTTP_ERROR ? code : 0);
        if (status.isEmpty()) {
            status = error.path("status").asText();
        }
        if (status.isEmpty() && code > 0 && code < STATUSES.size()) {
            status = STATUSES.get(code);
        }
        message = message.isEmpty() ? error.path("message").asText() : message;
        error.path("details").forEach(this::detail);
    }

    private void detail(JsonNode detail) {
        requestId = requestId.isEmpty() ? detail.path("requestId").asText() : requestId;
        detail.path("errors").forEach(this::failure);
        String type = detail.path("@type").asText();
        if (type.endsWith("google.rpc.RetryInfo")) {
            retryDelay = longer(retryDelay, duration(detail.path("retryDelay")));
        } else if (type.endsWith("google.rpc.ErrorInfo")) {
            reasons.add(new GoogleError("errorInfo." + detail.path("reason").asText(), message, null, ""));
        }
    }

    /** One of a GoogleAdsFailure: its code is a union, of which one key is there. */
    private void failure(JsonNode error) {
        JsonNode quota = error.path("details").path("quotaErrorDetails");
        for (Map.Entry<String, JsonNode> code : error.path("errorCode").properties()) {
            errors.add(new GoogleError(
                    code.getKey() + "." + code.getValue().asText(),
                    error.path("message").asText(),
                    duration(quota.path("retryDelay")),
                    quota.path("rateScope").asText()));
        }
    }

    /** A protobuf duration, such as {@code "30.500s"}, or its fields seconds and nanos; null if it is none. */
    static @Nullable Duration duration(JsonNode node) {
        if (node.isObject()) {
            Duration whole = seconds(node.path("seconds").asText("0"));
            int nanos = node.path("nanos").asInt(0);
            boolean known = nanos >= 0 && nanos < NANOS_PER_SECOND;
            return whole == null || !known ? whole : whole.plusNanos(nanos);
        }
        String text = node.asText();
        return text.endsWith("s") ? seconds(text.substring(0, text.length() - 1)) : null;
    }

    /** Seconds with decimals; null if the text is none or names more than a year. */
    static @Nullable Duration seconds(String text) {
        if (text.length() > 40 || !text.matches("[0-9]+(\\.[0-9]+)?")) {
            return null;
        }
        BigDecimal seconds = new BigDecimal(text);
        return seconds.compareTo(LONGEST_DELAY) > 0
                ? null
                : Duration.ofNanos(seconds.movePointRight(9).longValue());
    }

    static @Nullable Duration longer(@Nullable Duration a, @Nullable Duration b) {
        if (a == null) {
            return b;
        }
        return b == null || a.compareTo(b) >= 0 ? a : b;
    }

    /** The codes that it names. */
    List<GoogleError> errors() {
        return errors;
    }

    /** The reasons of Google's front end, which names them where the API itself was not reached. */
    List<GoogleError> reasons() {
        return reasons;
    }

    /** The name of the status, such as {@code "UNAVAILABLE"}, or {@code ""}. */
    String status() {
        return status;
    }

    String message() {
        return message;
    }

    String requestId() {
        return requestId;
    }

    /** The HTTP status that the body names, or 0. */
    int httpStatus() {
        return httpStatus;
    }

    @Nullable
    Duration retryDelay() {
        return retryDelay;
    }

    /** Whether it tells an error at all. */
    boolean tellsAnError() {
        return found;
    }
}
