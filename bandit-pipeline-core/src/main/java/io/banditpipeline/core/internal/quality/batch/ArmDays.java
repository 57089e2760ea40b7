package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.BatchContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The sums of a slice by arm and day, and behind them the days that are stored. Of rows that repeat an entity and
 * interval the first counts. Memory grows with entities and days. Not thread-safe.
 */
final class ArmDays {
    private static final long SECONDS_PER_QUARTER = 900;

    private final BatchContext context;
    private final DateRange range;
    private final long firstSecond;
    private final Map<String, Tracked> byEntity = new HashMap<>();
    private final Map<String, @Nullable Totals[]> byArm = new TreeMap<>();

    /** What was seen of an entity. */
    private record Tracked(@Nullable Totals[] days, BitSet seen) {}

    ArmDays(BatchContext context) {
        this.context = context;
        this.range = context.slice().days();
        this.firstSecond =
                range.first().atStartOfDay(context.slice().account().zone()).toEpochSecond();
    }

    /**
     * Adds a row, unless its entity belongs to no arm.
     *
     * @return whether it was added; it is not if it repeats another one
     */
    boolean add(Observation row) {
        Interval interval = row.interval();
        String armId = context.armByEntity().get(row.entity().id());
        if (armId == null || !range.contains(interval.day())) {
            return false;
        }
        Tracked tracked = byEntity.computeIfAbsent(
                row.entity().id(),
                unused -> new Tracked(
                        byArm.computeIfAbsent(armId, none -> new Totals[Math.toIntExact(range.days())]), new BitSet()));
        int day = index(interval.day());
        int slot = interval.granularity() == Granularity.DAY
                ? day
                : Math.toIntExact((interval.start().getEpochSecond() - firstSecond) / SECONDS_PER_QUARTER);
        if (tracked.seen().get(slot)) {
            return false;
        }
        tracked.seen().set(slot);
        Totals totals = tracked.days()[day];
        if (totals == null) {
            totals = new Totals();
            tracked.days()[day] = totals;
        }
        totals.add(row.metrics());
        return true;
    }

    private int index(LocalDate day) {
        return Math.toIntExact(day.toEpochDay() - range.first().toEpochDay());
    }

    BatchContext context() {
        return context;
    }

    /** The days of the slice, oldest first. */
    List<LocalDate> days() {
        return range.first().datesUntil(range.last().plusDays(1)).toList();
    }

    /** The days of the slice that were over for a time when they were fetched. */
    List<LocalDate> daysOverFor(double hours) {
        Instant latestEnd = context.now().minus(Duration.ofSeconds((long) (hours * 3_600)));
        return days().stream().filter(day -> !endOf(day).isAfter(latestEnd)).toList();
    }

    private Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(context.slice().account().zone()).toInstant();
    }

    /** All arms that have a row here or a stored day, in order. */
    Set<String> arms() {
        Set<String> arms = new TreeSet<>(byArm.keySet());
        arms.addAll(context.arms().keySet());
        return arms;
    }

    /** What the slice says of an arm's day; null if it has no row of it. */
    @Nullable
    Totals inSlice(String armId, LocalDate day) {
        @Nullable Totals[] days = byArm.get(armId);
        return days == null || !range.contains(day) ? null : days[index(day)];
    }

    /** What was stored of an arm's day before this slice; null if there was nothing. */
    @Nullable
    Totals stored(String armId, LocalDate day) {
        ArmHistory history = context.arms().get(armId);
        Metrics metrics = history == null ? Metrics.NONE : history.on(day);
        return metrics.equals(Metrics.NONE) ? null : Totals.of(metrics);
    }

    /**
     * What is known of an arm's day by which others are judged: what was stored of it, else what the slice says. A
     * slice that is wrong as a whole must not be its own measure.
     */
    @Nullable
    Totals known(String armId, LocalDate day) {
        Totals stored = stored(armId, day);
        return stored == null ? inSlice(armId, day) : stored;
    }

    /** Whether anything of an arm was shown or paid on a day, as far as is known. */
    boolean isActive(String armId, LocalDate day) {
        Totals totals = known(armId, day);
        return totals != null && totals.isActive();
    }
}
