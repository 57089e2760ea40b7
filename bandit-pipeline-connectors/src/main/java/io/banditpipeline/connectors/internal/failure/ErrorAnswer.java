package io.banditpipeline.connectors.internal.failure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An answer that may be an error.
 *
 * @param status the HTTP status
 * @param headers all values by header name, whatever its case
 * @param body the beginning of the body as text, at most as much as is read of an error; may be empty, or no JSON
 */
public record ErrorAnswer(int status, Map<String, List<String>> headers, String body) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Copies the headers, and takes the byte order mark off the body, which would hide what the body says. */
    public ErrorAnswer {
        Map<String, List<String>> copy = new TreeMap<>();
        headers.forEach((name, values) -> copy.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = Map.copyOf(copy);
        body = body.startsWith(BYTE_ORDER_MARK) ? body.substring(BYTE_ORDER_MARK.length()) : body;
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }
}
