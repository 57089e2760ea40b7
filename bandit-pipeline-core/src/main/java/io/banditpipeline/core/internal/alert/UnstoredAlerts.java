package io.banditpipeline.core.internal.alert;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.AlertRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers what was delivered while the storage could not, so that it is not delivered again and again. Thread-safe.
 */
final class UnstoredAlerts {
    private static final int MOST = 1_000;

    private final Map<AlertKey, AlertRecord> open = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<AlertKey, AlertRecord> eldest) {
            return size() > MOST;
        }
    };

    /** Notes an alert as delivered if it is new, graver than before, or due again; whether it is. */
    synchronized boolean raise(Alert alert, Duration repeatAfter) {
        AlertRecord before = open.get(AlertKey.of(alert));
        boolean deliver = before == null || isDue(before, alert, repeatAfter);
        open.put(
                AlertKey.of(alert),
                new AlertRecord(
                        alert,
                        before == null ? alert.at() : before.firstAt(),
                        before == null ? 1 : before.occurrences() + 1,
                        deliver || before == null ? alert.at() : before.deliveredAt(),
                        null,
                        null,
                        null));
        return deliver;
    }

    /** Hands an alert over to the storage, which takes it to be new; whether it was delivered from here already. */
    synchronized boolean handOver(Alert alert, Duration repeatAfter) {
        AlertRecord before = open.remove(AlertKey.of(alert));
        return before != null && !isDue(before, alert, repeatAfter);
    }

    /** Ends an alert. */
    synchronized Optional<AlertRecord> resolve(AlertKey key) {
        return Optional.ofNullable(open.remove(key));
    }

    private static boolean isDue(AlertRecord before, Alert alert, Duration repeatAfter) {
        Instant delivered = before.deliveredAt();
        return delivered == null
                || !delivered.plus(repeatAfter).isAfter(alert.at())
                || alert.severity().compareTo(before.latest().severity()) > 0;
    }
}
