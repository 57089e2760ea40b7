package io.banditpipeline.connectors.internal.meta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The error object of an answer of Meta.
 *
 * @param code its code, or 0 if it has none
 * @param subcode its sub-code, or 0 if it has none
 * @param isTransient whether Meta calls it transient; null if it does not say
 * @param message what Meta says
 * @param userText what Meta wants people to be told, or {@code ""}
 * @param traceId Meta's id of the call, or {@code ""}
 */
public record MetaError(
        int code, int subcode, @Nullable Boolean isTransient, String message, String userText, String traceId) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The error that a body tells; empty if it tells none that can be read. */
    static Optional<MetaError> in(String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree == null ? Optional.empty() : in(tree);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /** The error that an answer, the status of a report run, or the first that fails of a batch of answers tells. */
    static Optional<MetaError> in(JsonNode answer) {
        if (answer.isArray()) {
            return StreamSupport.stream(answer.spliterator(), false)
                    .map(MetaError::ofElement)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        JsonNode error = answer.path("error");
        if (!error.isObject()) {
            return answer.path("error_code").asInt(0) == 0 ? Optional.empty() : Optional.of(ofRun(answer));
        }
        return Optional.of(new MetaError(
                error.path("code").asInt(0),
                error.path("error_subcode").asInt(0),
                flag(error.path("is_transient")),
                error.path("message").asText(""),
                joined(
                        error.path("error_user_title").asText(""),
                        error.path("error_user_msg").asText("")),
                error.path("fbtrace_id").asText("")));
    }

    /** An answer of a batch has its body as text. */
    private static Optional<MetaError> ofElement(JsonNode element) {
        return element.path("body").isTextual()
                ? in(element.path("body").asText())
                : element.isArray() ? Optional.empty() : in(element);
    }

    /** The error that the status of a report run tells. */
    public static MetaError ofRun(JsonNode status) {
        return new MetaError(
                status.path("error_code").asInt(0),
                status.path("error_subcode").asInt(0),
                null,
                status.path("error_message").asText(""),
                joined(
                        status.path("error_user_title").asText(""),
                        status.path("error_user_msg").asText("")),
                "");
    }

    /** Code and sub-code, such as {@code "17/2446079"}. */
    String codes() {
        return subcode == 0 ? Integer.toString(code) : code + "/" + subcode;
    }

    /** The message in lower case and on one line, for the search of words. */
    public String searchable() {
        return message.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    private static @Nullable Boolean flag(JsonNode node) {
        return node.isBoolean() ? Boolean.valueOf(node.booleanValue()) : null;
    }

    private static String joined(String title, String text) {
        return title.isEmpty() || text.isEmpty() ? title + text : title + ": " + text;
    }
}
