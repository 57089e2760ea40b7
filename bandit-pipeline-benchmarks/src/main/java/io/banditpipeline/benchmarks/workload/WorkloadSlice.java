package io.banditpipeline.benchmarks.workload;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.SliceContent;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One slice of a {@link WorkloadFeed}, by arm and hour, made as it is read.
 *
 * @param slice what is replaced
 * @param observedAt when all its rows were observed
 * @param values the rows
 * @param entities the entity of each arm
 * @param intervals the hours that the feed has, each at its index
 */
record WorkloadSlice(
        Slice slice, Instant observedAt, WorkloadFeed.Rows values, List<EntityRef> entities, List<Interval> intervals)
        implements SliceContent {
    private static final int HOURS_PER_DAY = 24;

    @Override
    public Instant completeUntil() {
        return intervals.get(untilHour() - 1).end();
    }

    @Override
    public Iterable<Observation> rows() {
        return this::iterator;
    }

    @Override
    public Iterable<Observation> parked() {
        return List.of();
    }

    @Override
    public Iterable<RejectedRow> rejected() {
        return List.of();
    }

    private Iterator<Observation> iterator() {
        return IntStream.range(0, entities.size())
                .boxed()
                .flatMap(arm -> IntStream.range(fromHour(), untilHour()).mapToObj(hour -> observation(arm, hour)))
                .iterator();
    }

    private int fromHour() {
        return hourOf(slice.days().first().toEpochDay());
    }

    private int untilHour() {
        return Math.min(hourOf(slice.days().last().toEpochDay() + 1), intervals.size());
    }

    private static int hourOf(long epochDay) {
        return Math.toIntExact((epochDay - Workload.firstDay().toEpochDay()) * HOURS_PER_DAY);
    }

    private Observation observation(int arm, int hour) {
        MetricRow row = values.row(arm, hour);
        Metrics metrics = new Metrics(
                row.impressions(), row.clicks(), row.conversionMicros(), row.costMicros(), row.revenueMicros());
        return Observation.pulled(
                entities.get(arm),
                intervals.get(hour),
                observedAt,
                metrics,
                slice.account().currency());
    }
}
