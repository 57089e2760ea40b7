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
import java.util.stream.Stream;

/** Alerts in memory. */
final class InMemoryAlerts implements AlertStore {
    private final Object lock;
    private final Map<Key, Open> open = new LinkedHashMap<>();

    /** The last one closed first. */
    private final List<AlertRecord> resolved = new ArrayList<>();

    InMemoryAlerts(Object lock) {
        this.lock = lock;
    }

    private record Key(String code, String subject) {}

    /** An open alert, and what of it was delivered last. */
    private record Open(AlertRecord alert, Alert delivered) {
        static Open first(Alert alert) {
            return new Open(new AlertRecord(alert, alert.at(), 1, alert.at(), null, null, null), alert);
        }

        boolean isToBeDelivered(Alert again, Duration repeatAfter) {
            return again.severity().compareTo(delivered.severity()) > 0
                    || alert.acknowledgedAt() == null
                            && Duration.between(delivered.at(), again.at()).compareTo(repeatAfter) >= 0;
        }

        Open deliveredAgain(Alert again) {
            return new Open(
                    new AlertRecord(again, alert.firstAt(), alert.occurrences() + 1, again.at(), null, null, null),
                    again);
        }

        Open countedAgain(Alert again) {
            return new Open(
                    new AlertRecord(
                            again,
                            alert.firstAt(),
                            alert.occurrences() + 1,
                            alert.deliveredAt(),
                            alert.acknowledgedBy(),
                            alert.acknowledgedAt(),
                            null),
                    delivered);
        }

        Open acknowledged(String by, Instant at) {
            return new Open(
                    new AlertRecord(
                            alert.latest(), alert.firstAt(), alert.occurrences(), alert.deliveredAt(), by, at, null),
                    delivered);
        }

        AlertRecord resolved(Instant at) {
            return new AlertRecord(
                    alert.latest(),
                    alert.firstAt(),
                    alert.occurrences(),
                    alert.deliveredAt(),
                    alert.acknowledgedBy(),
                    alert.acknowledgedAt(),
                    at);
        }
    }

    @Override
    public boolean raise(Alert given, Duration repeatAfter) {
        Alert alert =
                new Alert(given.severity(), given.code(), given.subject(), given.message(), Kept.micros(given.at()));
        Key key = new Key(alert.code(), alert.subject());
        synchronized (lock) {
            Open before = open.get(key);
            if (before == null) {
                open.put(key, Open.first(alert));
                return true;
            }
            boolean deliver = before.isToBeDelivered(alert, repeatAfter);
            open.put(key, deliver ? before.deliveredAgain(alert) : before.countedAgain(alert));
            return deliver;
        }
    }

    @Override
    public Optional<AlertRecord> resolve(String code, String subject, Instant at) {
        synchronized (lock) {
            Optional<Open> was = Optional.ofNullable(open.remove(new Key(code, subject)));
            was.ifPresent(alert -> resolved.add(0, alert.resolved(Kept.micros(at))));
            return was.map(Open::alert);
        }
    }

    @Override
    public boolean acknowledge(String code, String subject, String by, Instant at) {
        synchronized (lock) {
            return open.computeIfPresent(
                            new Key(code, subject), (key, alert) -> alert.acknowledged(by, Kept.micros(at)))
                    != null;
        }
    }

    @Override
    public List<AlertRecord> open() {
        synchronized (lock) {
            return open.values().stream()
                    .map(Open::alert)
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
            return Stream.concat(open.values().stream().map(Open::alert), resolved.stream())
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
    public long removeResolvedBefore(Instant given) {
        Instant moment = Kept.micros(given);
        synchronized (lock) {
            long before = resolved.size();
            resolved.removeIf(
                    row -> row.resolvedAt() != null && row.resolvedAt().isBefore(moment));
            return before - resolved.size();
        }
    }
}
