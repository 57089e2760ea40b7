package io.banditpipeline.testkit.store;

import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.HeldRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows in quarantine. Not thread-safe: its users hold the storage's lock. */
final class HeldTable {
    private final Map<Key, Held> rows = new LinkedHashMap<>();

    /** What was fetched: a later complete fetch of it knows what has become of its rows. */
    record Scope(String source, String subject, String kind, DateRange days) {
        static Scope of(Slice slice) {
            return new Scope(
                    slice.source(), slice.account().key(), slice.level() + " by " + slice.granularity(), slice.days());
        }

        static Scope ofOutcomes(String source, String campaignId, DateRange days) {
            return new Scope(source, campaignId, "outcomes", days);
        }

        boolean covers(Scope other) {
            return source.equals(other.source)
                    && subject.equals(other.subject)
                    && kind.equals(other.kind)
                    && days.contains(other.days.first())
                    && days.contains(other.days.last());
        }
    }

    private record Key(String source, String subject, String raw, List<String> brokenRules) {
        static Key of(Scope scope, RejectedRow row) {
            List<String> rules =
                    row.reasons().stream().map(RejectedRow.Reason::rule).toList();
            return new Key(scope.source(), scope.subject(), row.raw(), rules);
        }
    }

    private record Held(Scope scope, HeldRow row) {}

    /** Every held row, oldest first. */
    List<HeldRow> rows() {
        return rows.values().stream()
                .map(Held::row)
                .sorted(Comparator.comparing(HeldRow::heldAt))
                .toList();
    }

    void replace(Scope scope, List<RejectedRow> rejected, Instant observedAt) {
        Map<Key, Long> occurrences = new LinkedHashMap<>();
        Map<Key, RejectedRow> latest = new LinkedHashMap<>();
        for (RejectedRow row : rejected) {
            occurrences.merge(Key.of(scope, row), 1L, Long::sum);
            latest.putIfAbsent(Key.of(scope, row), row);
        }
        rows.replaceAll(
                (key, held) -> scope.covers(held.scope()) && !latest.containsKey(key) ? superseded(held) : held);
        latest.forEach(
                (key, row) -> rows.put(key, held(key, scope, row, occurrences.getOrDefault(key, 1L), observedAt)));
    }

    private Held held(Key key, Scope scope, RejectedRow row, long occurrences, Instant observedAt) {
        Held before = rows.get(key);
        String id = before == null ? "held-" + (rows.size() + 1) : before.row().id();
        Instant heldAt = before == null ? observedAt : before.row().heldAt();
        return new Held(
                scope,
                new HeldRow(
                        id,
                        scope.source(),
                        scope.subject(),
                        row,
                        occurrences,
                        HeldRow.State.HELD,
                        heldAt,
                        heldAt,
                        null));
    }

    private static Held superseded(Held held) {
        HeldRow row = held.row();
        return new Held(
                held.scope(),
                new HeldRow(
                        row.id(),
                        row.source(),
                        row.subject(),
                        row.row(),
                        row.occurrences(),
                        HeldRow.State.SUPERSEDED,
                        row.heldAt(),
                        row.seenAt(),
                        null));
    }
}
