package io.banditpipeline.connectors.internal.tradedesk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.banditpipeline.connectors.internal.failure.Classifier;
import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.RetryAfter;
import io.banditpipeline.internal.text.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells what errors of The Trade Desk mean. REST says so by status and {@code Message}; GraphQL answers with a success
 * that carries {@code errors} or {@code userErrors}. Immutable and thread-safe.
 */
public final class TradeDeskErrors implements Classifier {
    /** How long an endpoint is left alone if the platform does not say. */
    static final Duration UNTOLD_DELAY = Duration.ofSeconds(60);

    private static final int MOST_TEXT = 300;
    private static final int MOST_DETAILS = 5;
    private static final int DEEPEST = 4;
    private static final Pattern STORAGE_CODE = Pattern.compile("<Error>\\s*<Code>(\\w{1,60})</Code>");
    private static final String TOO_MANY = "too many requests";

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public Failure classify(ErrorAnswer answer) {
        @Nullable JsonNode body = tree(answer.body());
        return failure(answer, body).in(requestId(answer));
    }

    private static String requestId(ErrorAnswer answer) {
        return answer.header("x-request-id")
                .or(() -> answer.header("request-id"))
                .orElse("");
    }

    private Failure failure(ErrorAnswer answer, @Nullable JsonNode body) {
        String code = "http " + answer.status();
        String stored = body == null && answer.status() >= 300 ? storageCode(answer.body()) : "";
        if (!stored.isEmpty()) {
            return ofStorage(answer, stored);
        }
        if (isThrottle(answer, body)) {
            Duration delay = RetryAfter.of(answer).orElse(UNTOLD_DELAY);
            return ErrorRule.TOO_MANY_REQUESTS.failure(code, said(body)).after(delay);
        }
        if (body != null && body.path("errors").size() > 0) {
            return ofGraphQl(answer, body.path("errors"));
        }
        if (answer.status() >= 300) {
            Failure failure = ErrorRule.ofStatus(answer.status()).failure(code, said(body));
            return failure.after(RetryAfter.of(answer).orElse(null));
        }
        return ofSuccess(answer, body, code);
    }

    /** The store of report files answers in XML, by codes of its own. */
    private static Failure ofStorage(ErrorAnswer answer, String stored) {
        ErrorRule rule = ErrorRule.ofStorage(stored).orElseGet(() -> ErrorRule.ofStatus(answer.status()));
        @Nullable Duration untold = rule == ErrorRule.TOO_MANY_REQUESTS ? UNTOLD_DELAY : null;
        return rule.failure(stored, "").after(RetryAfter.of(answer).orElse(untold));
    }

    private static String storageCode(String body) {
        Matcher code = STORAGE_CODE.matcher(body);
        return body.stripLeading().startsWith("<") && code.find() ? code.group(1) : "";
    }

    private static Failure ofSuccess(ErrorAnswer answer, @Nullable JsonNode body, String code) {
        @Nullable JsonNode userErrors = body == null ? null : userErrors(body.path("data"), 0);
        if (userErrors != null) {
            return ErrorRule.USER_ERRORS.failure("userErrors", listed(userErrors, "field", "message"));
        }
        boolean html = body == null && answer.body().stripLeading().startsWith("<");
        return (html ? ErrorRule.NOT_JSON : ErrorRule.NO_CONTENT).failure(code, "");
    }

    private static boolean isThrottle(ErrorAnswer answer, @Nullable JsonNode body) {
        return answer.status() == 429
                || body != null
                        && body.path("Message")
                                .asText("")
                                .toLowerCase(Locale.ROOT)
                                .contains(TOO_MANY);
    }

    /** The first error decides; the words of its code are those of GraphQL servers in general. */
    private static Failure ofGraphQl(ErrorAnswer answer, JsonNode errors) {
        String code = errors.path(0).path("extensions").path("code").asText("");
        ErrorRule rule = graphQlRule(code.toUpperCase(Locale.ROOT), errors.path(0));
        Failure failure = rule.failure(code.isEmpty() ? "graphql" : code, listed(errors, "path", "message"));
        return rule == ErrorRule.TOO_MANY_REQUESTS
                ? failure.after(RetryAfter.of(answer).orElse(UNTOLD_DELAY))
                : failure;
    }

    private static ErrorRule graphQlRule(String code, JsonNode error) {
        String message = error.path("message").asText("").toLowerCase(Locale.ROOT);
        if (message.contains(TOO_MANY) || containsAny(code, "THROTTL", "RATE_LIMIT", "TOO_MANY")) {
            return ErrorRule.TOO_MANY_REQUESTS;
        }
        if (containsAny(code, "UNAUTHENTICATED", "NOT_AUTHENTICATED", "AUTHENTICATION")) {
            return ErrorRule.TOKEN_REFUSED;
        }
        if (containsAny(code, "FORBIDDEN", "UNAUTHORIZED", "NOT_AUTHORIZED", "AUTHORIZATION")) {
            return ErrorRule.NO_ACCESS;
        }
        return containsAny(code, "INTERNAL", "UNAVAILABLE", "TIMEOUT") ? ErrorRule.PASSING : ErrorRule.GRAPHQL_ERROR;
    }

    private static boolean containsAny(String text, String... parts) {
        for (String part : parts) {
            if (text.contains(part)) {
                return true;
            }
        }
        return false;
    }

    /** The first list of userErrors that is not empty, wherever in the data it stands. */
    private static @Nullable JsonNode userErrors(JsonNode node, int depth) {
        if (node.path("userErrors").size() > 0) {
            return node.path("userErrors");
        }
        if (depth < DEEPEST) {
            for (JsonNode child : node) {
                @Nullable JsonNode found = userErrors(child, depth + 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private @Nullable JsonNode tree(String body) {
        try {
            JsonNode tree = json.readTree(body);
            return tree.isObject() ? tree : null;
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    /** Message and ErrorDetails, as a person reads them. */
    private static String said(@Nullable JsonNode body) {
        if (body == null) {
            return "";
        }
        String message = body.path("Message").asText("");
        String details = listed(body.path("ErrorDetails"), "Property", "Reasons");
        return Printable.line(details.isEmpty() ? message : message + " " + details, MOST_TEXT);
    }

    private static String listed(JsonNode entries, String name, String reason) {
        List<String> parts = new ArrayList<>();
        for (JsonNode entry : entries) {
            if (parts.size() < MOST_DETAILS) {
                String subject = words(entry.path(name));
                parts.add(subject.isEmpty() ? words(entry.path(reason)) : subject + ": " + words(entry.path(reason)));
            }
        }
        return Printable.line(String.join("; ", parts), MOST_TEXT);
    }

    private static String words(JsonNode node) {
        if (!node.isContainerNode()) {
            return node.asText("");
        }
        List<String> words = new ArrayList<>();
        node.forEach(word -> words.add(word.asText("")));
        return String.join(" ", words);
    }
}
