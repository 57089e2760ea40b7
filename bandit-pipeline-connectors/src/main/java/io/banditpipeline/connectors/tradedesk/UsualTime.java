package io.banditpipeline.connectors.tradedesk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long reports of a template took lately, so that they are not looked for long before they can be there. Bounded by
 * the number of templates. Thread-safe.
 */
final class UsualTime {
    private static final int KEPT = 9;

    /** Found at the first look, a report may have been there before: it is looked for a little earlier next time. */
    private static final int PERCENT_OF_FOUND = 97;

    private final Map<String, Deque<Duration>> byTemplate = new HashMap<>();

    /** The median of the last reports; zero if there was none. */
    synchronized Duration of(String template) {
        Deque<Duration> times = byTemplate.get(template);
        if (times == null) {
            return Duration.ZERO;
        }
        List<Duration> sorted = times.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /**
     * Notes how long a report took.
     *
     * @param found how long after it was asked for it was found
     */
    synchronized void note(String template, Duration found) {
        Deque<Duration> times = byTemplate.computeIfAbsent(template, first -> new ArrayDeque<>());
        if (times.size() == KEPT) {
            times.removeFirst();
        }
        times.addLast(found.multipliedBy(PERCENT_OF_FOUND).dividedBy(100));
    }
}
