package io.banditpipeline.testkit.platform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a client did. This class is thread-safe. */
final class MetaCounters {
    private static final int MAX_VIOLATIONS = 1_000;

    private final Map<MetaEndpoint, Long> calls = new EnumMap<>(MetaEndpoint.class);
    private final List<String> violations = new ArrayList<>();

    synchronized void called(MetaEndpoint endpoint) {
        calls.merge(endpoint, 1L, Long::sum);
    }

    synchronized void violated(String violation) {
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(violation);
        }
    }

    synchronized long calls(MetaEndpoint endpoint) {
        return calls.getOrDefault(endpoint, 0L);
    }

    synchronized Map<MetaEndpoint, Long> calls() {
        return Collections.unmodifiableMap(new EnumMap<>(calls));
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }
}
