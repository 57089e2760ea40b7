package io.banditpipeline.testkit.store;

import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.store.FactQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds what counted at a moment up to one fact an arm and day. */
final class DailyRollUp {
    private final FactQuery query;
    private final Map<EntityDay, List<Kept>> counted = new TreeMap<>();

    private record EntityDay(String armId, LocalDate day, EntityKey entity) implements Comparable<EntityDay> {
        private static final Comparator<EntityDay> ORDER = Comparator.comparing(EntityDay::armId)
                .thenComparing(EntityDay::day)
                .thenComparing(EntityDay::entity);

        @Override
        public int compareTo(EntityDay other) {
            return ORDER.compare(this, other);
        }
    }

    DailyRollUp(FactQuery query) {
        this.query = query;
    }

    void add(RowKey key, List<Kept> revisions) {
        LocalDate day = RevisionTable.day(revisions);
        Kept effective = query.days().contains(day) ? RevisionTable.effective(revisions, query.asOf()) : null;
        if (effective == null) {
            return;
        }
        EntityDay entityDay = new EntityDay(effective.armId(), day, key.entity());
        counted.computeIfAbsent(entityDay, unused -> new ArrayList<>()).add(effective);
    }

    /** The facts by arm and day; a day of which every row has vanished has none. */
    List<DailyFact> facts() {
        List<DailyFact> facts = new ArrayList<>();
        counted.forEach((entityDay, rows) -> rowsThatStand(rows).stream()
                .filter(row -> !row.tombstone())
                .forEach(row -> add(facts, entityDay, row)));
        return facts;
    }

    /** A row of the day stands for the whole day, even if it has vanished; else the hours stand. */
    private static List<Kept> rowsThatStand(List<Kept> rows) {
        List<Kept> wholeDay = rows.stream()
                .filter(row -> row.observation().interval().granularity() == Granularity.DAY)
                .toList();
        return wholeDay.isEmpty() ? rows : wholeDay;
    }

    private static void add(List<DailyFact> facts, EntityDay entityDay, Kept row) {
        int last = facts.size() - 1;
        Metrics metrics = row.observation().metrics();
        if (last >= 0
                && facts.get(last).armId().equals(entityDay.armId())
                && facts.get(last).day().equals(entityDay.day())) {
            DailyFact before = facts.remove(last);
            Instant latest = before.observedAt().isAfter(row.observedAt()) ? before.observedAt() : row.observedAt();
            facts.add(
                    new DailyFact(before.armId(), before.day(), before.metrics().plus(metrics), latest));
        } else {
            facts.add(new DailyFact(entityDay.armId(), entityDay.day(), metrics, row.observedAt()));
        }
    }
}
