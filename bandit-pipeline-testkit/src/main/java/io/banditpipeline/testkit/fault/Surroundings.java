package io.banditpipeline.testkit.fault;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** What a fault knows while a slice is fetched: the clean rows of other days, the moment, and its lot. */
final class Surroundings {
    private final MetricsSource clean;
    private final Slice slice;
    private final FaultSite site;
    private final Instant now;
    private final long seed;
    private final Map<Granularity, Map<LocalDate, Map<EntityRef, List<Observation>>>> fetched = new HashMap<>();

    Surroundings(MetricsSource clean, Slice slice, FaultSite site, Instant now, long seed) {
        this.clean = clean;
        this.slice = slice;
        this.site = site;
        this.now = now;
        this.seed = seed;
    }

    Instant now() {
        return now;
    }

    ZoneId zone() {
        return slice.account().zone();
    }

    Granularity granularity() {
        return slice.granularity();
    }

    /** The first day that the fault shows on. */
    LocalDate firstDay() {
        return site.days().first();
    }

    /** Whether the lot falls on a row. Depends on the seed, the entity and the time that it speaks of only. */
    boolean isHit(Observation row) {
        return isHit(row.entity(), row.interval().start().getEpochSecond());
    }

    /** Whether the lot falls on a whole day of an entity. */
    boolean isHit(EntityDay where) {
        return isHit(where.entity(), where.day().toEpochDay());
    }

    private boolean isHit(EntityRef entity, long time) {
        long ofEntity = new SplittableRandom(seed ^ ((long) entity.id().hashCode() << 32)).nextLong();
        return new SplittableRandom(ofEntity + time * 31 + entity.level().ordinal()).nextDouble() < site.share();
    }

    /** The clean rows of an entity on a day, in the granularity of the slice. */
    List<Observation> rows(EntityRef entity, LocalDate day) {
        return rows(slice.granularity(), day).getOrDefault(entity, List.of());
    }

    /** The clean hourly rows of an entity on a day. */
    List<Observation> hours(EntityRef entity, LocalDate day) {
        return rows(Granularity.HOUR, day).getOrDefault(entity, List.of());
    }

    /** The entities that have clean rows on a day, in the granularity of the slice. */
    Set<EntityRef> entities(LocalDate day) {
        return rows(slice.granularity(), day).keySet();
    }

    private Map<EntityRef, List<Observation>> rows(Granularity granularity, LocalDate day) {
        Map<LocalDate, Map<EntityRef, List<Observation>>> ofGranularity =
                fetched.computeIfAbsent(granularity, unused -> new HashMap<>());
        return ofGranularity.computeIfAbsent(day, unused -> fetch(granularity, day));
    }

    private Map<EntityRef, List<Observation>> fetch(Granularity granularity, LocalDate day) {
        Map<EntityRef, List<Observation>> byEntity = new HashMap<>();
        if (clean.coverage(slice.account()).map(days -> !days.contains(day)).orElse(false)) {
            return byEntity;
        }
        Slice ofDay = new Slice(slice.source(), slice.account(), slice.level(), granularity, DateRange.of(day));
        clean.fetch(ofDay, new ObservationSink() {
            @Override
            public void accept(Observation row) {
                byEntity.computeIfAbsent(row.entity(), unused -> new ArrayList<>())
                        .add(row);
            }

            /** What cannot be read cannot be moved either. */
            @Override
            public void reject(RejectedRow row) {}
        });
        return byEntity;
    }
}
