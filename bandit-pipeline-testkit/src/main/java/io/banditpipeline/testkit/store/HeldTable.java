package io.banditpipeline.testkit.store;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.HeldEvent;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.Resolution;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows in quarantine with their audit trails. Not thread-safe: its users hold the storage's lock. */
final class HeldTable {
    private static final Instant FIRST =
            LocalDate.of(1900, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    private static final Instant LAST =
            LocalDate.of(9999, 12, 31).atStartOfDay(ZoneOffset.UTC).toInstant();
    private static final String PIPELINE = "pipeline";

    private final Map<String, Held> rows = new TreeMap<>();

    /** What was fetched: a later complete fetch of it knows what has become of its rows. */
    record Scope(
            String source,
            String subject,
            String kind,
            DateRange days,
            @Nullable Account account) {
        static Scope of(Slice slice) {
            return new Scope(
                    slice.source(),
                    slice.account().key(),
                    slice.level() + " by " + slice.granularity(),
                    slice.days(),
                    slice.account());
        }

        static Scope ofOutcomes(String source, String campaignId, DateRange days) {
            return new Scope(source, campaignId, "outcomes", days, null);
        }

        boolean covers(Scope other) {
            return source.equals(other.source)
                    && subject.equals(other.subject)
                    && kind.equals(other.kind)
                    && days.contains(other.days.first())
                    && days.contains(other.days.last());
        }

        /** Where a row of this fetch lies. */
        Scope of(@Nullable Observation row) {
            if (row == null || !days.contains(row.interval().day())) {
                return this;
            }
            return new Scope(source, subject, kind, DateRange.of(row.interval().day()), account);
        }
    }

    /** A held row, where it lies, and its trail. */
    record Held(Scope scope, HeldRow row, List<HeldEvent> trail) {
        /** Whether something happened to it after a fetch began, which then has no say. */
        private boolean isLaterThan(Instant observedAt) {
            return row.seenAt().isAfter(observedAt)
                    || (!trail.isEmpty() && trail.get(trail.size() - 1).at().isAfter(observedAt));
        }

        /** The row of its latest decision that gave one, or null. */
        @Nullable
        Observation decided() {
            Observation latest = null;
            for (HeldEvent event : trail) {
                latest = event.row() == null ? latest : event.row();
            }
            return latest;
        }

        private Held becomes(Scope lies, HeldRow next, String actor, String note, Instant at) {
            HeldEvent event =
                    new HeldEvent(at, trail.isEmpty() ? null : row.state(), next.state(), actor, note, next.resolved());
            List<HeldEvent> longer = new ArrayList<>(trail);
            longer.add(event);
            return new Held(lies, next, List.copyOf(longer));
        }
    }

    /** Every held row, those held first first, then by id. */
    List<HeldRow> rows() {
        return rows.values().stream()
                .map(Held::row)
                .sorted(Comparator.comparing(HeldRow::heldAt).thenComparing(HeldRow::id))
                .toList();
    }

    /** The held rows that lie on some of the days. */
    List<HeldRow> rowsOn(DateRange days) {
        return rows.values().stream()
                .filter(held -> held.scope().days().intersection(days).isPresent())
                .map(Held::row)
                .toList();
    }

    @Nullable
    Held find(String id) {
        return rows.get(id);
    }

    /** Replaces what is held of a fetch, and tells how many rows were given. */
    long replace(Scope scope, List<RejectedRow> rejected, Instant observedAt) {
        Map<String, Long> occurrences = new HashMap<>();
        Map<String, RejectedRow> delivered = new LinkedHashMap<>();
        for (RejectedRow row : rejected) {
            String id = HeldRow.id(scope.source(), scope.subject(), row.raw());
            occurrences.merge(id, 1L, Long::sum);
            delivered.putIfAbsent(id, row);
        }
        rows.replaceAll((id, held) -> {
            boolean gone = held.row().state() == HeldRow.State.HELD
                    && !delivered.containsKey(id)
                    && scope.covers(held.scope())
                    && !held.isLaterThan(observedAt);
            return gone ? superseded(held, observedAt) : held;
        });
        delivered.forEach((id, row) -> hold(id, scope, row, occurrences.getOrDefault(id, 1L), observedAt));
        return rejected.size();
    }

    /** Notes a decision. */
    void decide(Held held, HeldRow next, Resolution resolution) {
        rows.put(
                next.id(),
                held.becomes(held.scope(), next, resolution.actor(), resolution.note(), Kept.micros(resolution.at())));
    }

    private void hold(String id, Scope scope, RejectedRow row, long occurrences, Instant observedAt) {
        Held before = rows.get(id);
        if (before != null && before.isLaterThan(observedAt)) {
            return;
        }
        Observation observation = kept(row.observation());
        HeldRow next = new HeldRow(
                id,
                scope.source(),
                scope.subject(),
                new RejectedRow(row.where(), row.raw(), reasons(row, before), observation),
                occurrences,
                before != null && before.row().state() == HeldRow.State.REJECTED
                        ? HeldRow.State.REJECTED
                        : HeldRow.State.HELD,
                before == null ? observedAt : before.row().heldAt(),
                observedAt,
                null);
        Held known = before == null ? new Held(scope, next, List.of()) : before;
        boolean changes = before == null || before.row().state() != next.state();
        rows.put(
                id,
                changes
                        ? known.becomes(scope.of(observation), next, PIPELINE, rules(row), observedAt)
                        : new Held(scope.of(observation), next, known.trail()));
    }

    /** What a decision was about stays: deciding again covers it again. */
    private static List<RejectedRow.Reason> reasons(RejectedRow row, @Nullable Held before) {
        if (before == null || before.decided() == null) {
            return row.reasons();
        }
        Set<String> now = row.reasons().stream().map(RejectedRow.Reason::rule).collect(Collectors.toSet());
        List<RejectedRow.Reason> reasons = new ArrayList<>(row.reasons());
        before.row().row().reasons().stream()
                .filter(reason -> !now.contains(reason.rule()))
                .forEach(reasons::add);
        return reasons;
    }

    private static String rules(RejectedRow row) {
        return row.reasons().stream().map(RejectedRow.Reason::rule).distinct().collect(Collectors.joining(", "));
    }

    private static Held superseded(Held held, Instant observedAt) {
        HeldRow row = held.row();
        HeldRow next = new HeldRow(
                row.id(),
                row.source(),
                row.subject(),
                row.row(),
                row.occurrences(),
                HeldRow.State.SUPERSEDED,
                row.heldAt(),
                row.seenAt(),
                null);
        return held.becomes(held.scope(), next, PIPELINE, "a later fetch no longer has it", observedAt);
    }

    /** The observation with instants as they are kept, or null if they cannot be. */
    private static @Nullable Observation kept(@Nullable Observation row) {
        if (row == null
                || !isKept(row.interval().start())
                || !isKept(row.interval().end())) {
            return null;
        }
        Instant start = Kept.micros(row.interval().start());
        Instant end = Kept.micros(row.interval().end());
        int year = row.interval().day().getYear();
        if (!isKept(row.observedAt()) || year < 1900 || year > 9999 || !end.isAfter(start)) {
            return null;
        }
        Interval interval = new Interval(
                row.interval().granularity(), start, end, row.interval().day());
        return new Observation(
                row.entity(),
                interval,
                Kept.micros(row.observedAt()),
                row.origin(),
                row.metrics(),
                row.currency(),
                row.attribution());
    }

    private static boolean isKept(Instant instant) {
        return !instant.isBefore(FIRST) && !instant.isAfter(LAST);
    }
}
