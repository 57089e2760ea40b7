package io.banditpipeline.testkit.store;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.store.AlertStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Alerts in memory. */
final class InMemoryAlerts implements AlertStore {
    private final Object lock;
    private final Map<Key, AlertRecord> open = new LinkedHashMap<>();
    private final List<AlertRecord> resolved = new ArrayList<>();

    InMemoryAlerts(Object lock) {
        this.lock = lock;
    }

    private record Key(String code, String subject) {
        static Key of(Alert alert) {
            return new Key(alert.code(), alert.subject());
        }
    }

    @Override
    public boolean raise(Alert given, Duration repeatAfter) {
        Alert alert =
                new Alert(given.severity(), given.code(), given.subject(), given.message(), Kept.micros(given.at()));
        synchronized (lock) {
            AlertRecord before = open.get(Key.of(alert));
            if (before == null) {
                open.put(Key.of(alert), new AlertRecord(alert, alert.at(), 1, alert.at(), null, null, null));
                return true;
            }
            boolean graver = alert.severity().compareTo(before.latest().severity()) > 0;
            boolean deliver = graver || before.acknowledgedAt() == null && isOver(before, alert.at(), repeatAfter);
            open.put(
                    Key.of(alert),
                    new AlertRecord(
                            alert,
                            before.firstAt(),
                            before.occurrences() + 1,
                            deliver ? alert.at() : before.deliveredAt(),
                            graver ? null : before.acknowledgedBy(),
                            graver ? null : before.acknowledgedAt(),
                            null));
            return deliver;
        }
    }

    private static boolean isOver(AlertRecord before, Instant now, Duration repeatAfter) {
        Instant delivered = before.deliveredAt();
        return delivered == null || !delivered.plus(repeatAfter).isAfter(now);
    }

    @Override
    public Optional<AlertRecord> resolve(String code, String subject, Instant at) {
        synchronized (lock) {
            @Nullable AlertRecord was = open.remove(new Key(code, subject));
            if (was != null) {
                resolved.add(new AlertRecord(
                        was.latest(),
                        was.firstAt(),
                        was.occurrences(),
                        was.deliveredAt(),
                        was.acknowledgedBy(),
                        was.acknowledgedAt(),
                        Kept.micros(at)));
            }
            return Optional.ofNullable(was);
        }
    }

    @Override
    public boolean acknowledge(String code, String subject, String by, Instant at) {
        synchronized (lock) {
            return open.computeIfPresent(
                            new Key(code, subject),
                            (key, was) -> new AlertRecord(
                                    was.latest(),
                                    was.firstAt(),
                                    was.occurrences(),
                                    was.deliveredAt(),
                                    by,
                                    Kept.micros(at),
                                    null))
                    != null;
        }
    }

    @Override
    public List<AlertRecord> open() {
        synchronized (lock) {
            return open.values().stream()
                    .sorted(Comparator.comparing(
                                    (AlertRecord row) -> row.latest().severity())
                            .reversed()
                            .thenComparing(AlertRecord::firstAt)
                            .thenComparing(row -> row.latest().code())
                            .thenComparing(row -> row.latest().subject()))
                    .toList();
        }
    }

    @Override
    public List<AlertRecord> latest(int limit) {
        synchronized (lock) {
            List<AlertRecord> all = new ArrayList<>(resolved);
            all.addAll(open.values());
            return all.stream()
                    .sorted(Comparator.comparing(
                                    (AlertRecord row) -> row.latest().at())
                            .reversed()
                            .thenComparing(row -> row.latest().code())
                            .thenComparing(row -> row.latest().subject()))
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public long removeResolvedBefore(Instant moment) {
        synchronized (lock) {
            long before = resolved.size();
            resolved.removeIf(
                    row -> row.resolvedAt() != null && row.resolvedAt().isBefore(moment));
            return before - resolved.size();
        }
    }
}
