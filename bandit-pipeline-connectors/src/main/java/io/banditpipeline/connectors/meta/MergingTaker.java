package io.banditpipeline.connectors.meta;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up the rows of one object that comes in pieces, of its ad sets or ads. Holds the rows of one object and day. Not
 * thread-safe.
 */
final class MergingTaker implements RowTaker {
    private static final String MIXED = "mixed";

    private final RowTaker taker;
    private final Map<Key, Observation> rows = new LinkedHashMap<>();
    private boolean incomplete;

    MergingTaker(RowTaker taker) {
        this.taker = taker;
    }

    private record Key(EntityRef entity, Interval interval) {}

    @Override
    public void accept(Observation row) {
        rows.merge(new Key(row.entity(), row.interval()), row, this::sum);
    }

    @Override
    public void reject(RejectedRow row) {
        incomplete = true;
        taker.reject(row);
    }

    @Override
    public void withoutHour() {
        taker.withoutHour();
    }

    /** Hands the sums on; as rejected, to be released by a person, if a piece of them is missing. */
    void end() {
        rows.values().forEach(incomplete ? this::rejectSum : taker::accept);
    }

    private void rejectSum(Observation row) {
        Reason reason = new Reason(
                "meta.incomplete",
                "",
                row.entity().id(),
                "it was asked for in pieces and a piece could not be read, so that the sum is too low;"
                        + " release it if that is better than nothing");
        taker.reject(
                new RejectedRow("the pieces of " + row.entity(), row.metrics().toString(), List.of(reason), row));
    }

    private Observation sum(Observation a, Observation b) {
        Attribution attribution = a.attribution().equals(b.attribution())
                ? a.attribution()
                : new Attribution(a.attribution().basis(), MIXED);
        return new Observation(
                a.entity(),
                a.interval(),
                a.observedAt().isBefore(b.observedAt()) ? a.observedAt() : b.observedAt(),
                a.origin(),
                plus(a, b),
                a.currency(),
                attribution);
    }

    private Metrics plus(Observation a, Observation b) {
        try {
            return a.metrics().plus(b.metrics());
        } catch (ArithmeticException tooLarge) {
            incomplete = true;
            return a.metrics();
        }
    }
}
