package io.banditpipeline.core.internal.alert;

import io.banditpipeline.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Limits the deliveries of one severity. What is beyond the limit is told in one summary an hour. Not thread-safe.
 *
 * <p>Each severity has a limit of its own, so that no number of warnings keeps back what is critical.
 */
final class Throttle {
    /** The code of summaries. */
    static final String SUMMARY = "alerts.more";

    private static final Duration PERIOD = Duration.ofHours(1);
    private static final int NAMED = 10;
    private static final int MOST_KEPT = 1_000;

    private final Alert.Severity severity;
    private final int perHour;
    private final TokenBucket bucket;
    private final Map<AlertKey, Delivery> withheld = new LinkedHashMap<>();
    private Instant summaryFrom = Instant.MIN;

    Throttle(Alert.Severity severity, int perHour, Instant now) {
        this.severity = severity;
        this.perHour = perHour;
        this.bucket = new TokenBucket(perHour, now);
    }

    /** Whether a delivery goes out now; if not, it is kept for the summary. */
    boolean passes(Delivery delivery, Instant now) {
        Delivery before = withheld.get(delivery.key());
        if (before instanceof Delivery.Raised && delivery instanceof Delivery.Resolved) {
            withheld.remove(delivery.key()); // nobody heard of it, so nobody need hear that it is over
            return false;
        }
        if (bucket.take(now)) {
            withheld.remove(delivery.key());
            return true;
        }
        if (before != null || withheld.size() < MOST_KEPT) {
            withheld.put(delivery.key(), delivery);
        }
        return false;
    }

    /** Forgets what was withheld of an alert. */
    void forget(AlertKey key) {
        withheld.remove(key);
    }

    /** What was withheld, as one alert; empty if there is nothing, or the last summary is less than an hour old. */
    Optional<Alert> summary(Instant now) {
        boolean clockSetBack = summaryFrom.isAfter(now.plus(PERIOD));
        if (withheld.isEmpty() || now.isBefore(summaryFrom) && !clockSetBack) {
            return Optional.empty();
        }
        String text = text();
        withheld.clear();
        summaryFrom = now.plus(PERIOD);
        return Optional.of(new Alert(severity, SUMMARY, severity.name(), text, now));
    }

    private String text() {
        List<AlertKey> open = keys(Delivery.Raised.class);
        List<AlertKey> over = keys(Delivery.Resolved.class);
        String text = "More than " + perHour + " alerts in an hour: ";
        if (!open.isEmpty()) {
            text += open.size() + " more are open: " + named(open) + ". ";
        }
        if (!over.isEmpty()) {
            text += over.size() + " are over: " + named(over) + ". ";
        }
        return text + "See all that are open in the pipeline's alerts";
    }

    private List<AlertKey> keys(Class<? extends Delivery> kind) {
        return withheld.entrySet().stream()
                .filter(entry -> kind.isInstance(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String named(List<AlertKey> keys) {
        String names = keys.stream().limit(NAMED).map(AlertKey::toString).collect(Collectors.joining("; "));
        return keys.size() <= NAMED ? names : names + " and " + (keys.size() - NAMED) + " more";
    }
}
