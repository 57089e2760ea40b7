package io.banditpipeline.testkit.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;

/** Error bodies of Google Ads. */
final class GoogleErrors {
    private GoogleErrors() {}

    /** A failure of the API: HTTP status, canonical status, the group of the code, and the code. */
    record Failure(int http, String status, String group, String code, String message, ObjectNode details) {
        static Failure of(int http, String status, String group, String code, String message) {
            return new Failure(http, status, group, code, message, Json.object());
        }

        static Failure query(String code, String message) {
            return of(400, "INVALID_ARGUMENT", "queryError", code, message);
        }

        static Failure request(String code, String message) {
            return of(400, "INVALID_ARGUMENT", "requestError", code, message);
        }

        static Failure denied(String code, String message) {
            return of(403, "PERMISSION_DENIED", "authorizationError", code, message);
        }

        static Failure quota(String code, String scope, String name, Duration delay) {
            ObjectNode details = Json.object();
            details.putObject("quotaErrorDetails")
                    .put("rateScope", scope)
                    .put("rateName", name)
                    .put("retryDelay", seconds(delay) + "s");
            return new Failure(
                    429,
                    "RESOURCE_EXHAUSTED",
                    "quotaError",
                    code,
                    "Too many requests. Retry in "
                            + delay.plusSeconds(1).minusNanos(1).toSeconds() + " seconds.",
                    details);
        }

        private static String seconds(Duration delay) {
            return BigDecimal.valueOf(delay.toNanos(), 9).stripTrailingZeros().toPlainString();
        }

        ObjectNode error() {
            ObjectNode error = Json.object();
            error.putObject("errorCode").put(group, code);
            error.put("message", message);
            if (!details.isEmpty()) {
                error.set("details", details);
            }
            return error;
        }

        ObjectNode body(String version, String requestId) {
            ObjectNode body = plain(http, status, general(http));
            ObjectNode failure =
                    ((ObjectNode) body.get("error")).putArray("details").addObject();
            failure.put("@type", "type.googleapis.com/google.ads.googleads." + version + ".errors.GoogleAdsFailure");
            failure.putArray("errors").add(error());
            failure.put("requestId", requestId);
            return body;
        }
    }

    /** An error without details of Google Ads. */
    static ObjectNode plain(int http, String status, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", http).put("message", message).put("status", status);
        return body;
    }

    /** The general message that goes with a status. */
    static String general(int http) {
        return switch (http) {
            case 400 -> "Request contains an invalid argument.";
            case 401 ->
                "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other"
                        + " valid authentication credential.";
            case 403 -> "The caller does not have permission";
            case 429 -> "Resource has been exhausted (e.g. check quota).";
            case 503 -> "The service is currently unavailable.";
            case 504 -> "Deadline expired before operation could complete.";
            default -> "Internal error encountered.";
        };
    }

    /** A failure that ends the handling of a request. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Failure failure;

        Refused(Failure failure) {
            super(failure.code() + ": " + failure.message());
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }
}
