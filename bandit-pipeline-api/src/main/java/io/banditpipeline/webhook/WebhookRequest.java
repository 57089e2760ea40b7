package io.banditpipeline.webhook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A push as it was received.
 *
 * @param headers header values by name; names are matched without regard to case
 * @param body the raw bytes, exactly as received; signatures cover bytes, not text; not copied
 */
public record WebhookRequest(Map<String, List<String>> headers, byte[] body) {
    /** Copies the headers. */
    public WebhookRequest {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = java.util.Collections.unmodifiableMap(copy);
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }
}
