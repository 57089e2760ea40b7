package io.banditpipeline.examples;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.workflow.Cancellation;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.function.UnaryOperator;

/** Ways in which a source is broken. */
final class Garbage {
    private Garbage() {}

    /** What careless code passes where null is not allowed. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    static <T> T nothing() {
        return null;
    }

    @SuppressWarnings("NullAway")
    static List<Account> withNull(List<Account> accounts) {
        List<Account> more = new ArrayList<>(accounts);
        more.add(null);
        return more;
    }

    /** Each row is changed before it is delivered. */
    static UnaryOperator<MetricsSource> row(UnaryOperator<Observation> change) {
        return Meddled.fetching((source, slice, sink) -> source.fetch(slice, new Changed(sink, change)));
    }

    private record Changed(ObservationSink sink, UnaryOperator<Observation> change) implements ObservationSink {
        @Override
        public void accept(Observation row) {
            sink.accept(change.apply(row));
        }

        @Override
        public void reject(RejectedRow row) {
            sink.reject(row);
        }

        @Override
        public Cancellation cancellation() {
            return sink.cancellation();
        }
    }

    static UnaryOperator<MetricsSource> throwing(Throwable failure) {
        return Meddled.fetching((source, slice, sink) -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        });
    }

    /** Delivers null, and takes no notice of what it is told. */
    static UnaryOperator<MetricsSource> swallowing() {
        return Meddled.fetching((source, slice, sink) -> {
            try {
                sink.accept(nothing());
            } catch (RuntimeException e) {
                sink.cancellation().throwIfCancelled(); // it looks no further
            }
        });
    }

    static UnaryOperator<MetricsSource> recursive() {
        return Meddled.fetching((source, slice, sink) -> depth(1));
    }

    private static int depth(int level) {
        return level == 0 ? 0 : depth(level + 1) + 1;
    }

    static UnaryOperator<MetricsSource> rejecting(int rows) {
        RejectedRow.Reason reason = new RejectedRow.Reason("host.csv", "cost", "x", "expected a number");
        return Meddled.fetching((source, slice, sink) -> {
            for (int i = 0; i < rows; i++) {
                sink.reject(new RejectedRow("line " + i, "garbage", List.of(reason)));
            }
        });
    }

    /** Never ends. */
    static UnaryOperator<MetricsSource> endless() {
        return Meddled.fetching((source, slice, sink) -> {
            while (true) {
                source.fetch(slice, sink);
            }
        });
    }

    static UnaryOperator<MetricsSource> daysAgo(int days) {
        return row(row -> at(row, ofDay(row.interval().day().minusDays(days))));
    }

    static UnaryOperator<MetricsSource> onDay(String day) {
        return row(row -> at(row, ofDay(LocalDate.parse(day))));
    }

    /** The right moment under the name of another day. */
    static UnaryOperator<MetricsSource> named(LocalDate day) {
        return row(row -> {
            Interval was = row.interval();
            return at(row, new Interval(was.granularity(), was.start(), was.end(), day));
        });
    }

    static UnaryOperator<MetricsSource> measuring(long value) {
        return row(row -> row.withMetrics(new Metrics(value, value, value, value, value)));
    }

    static UnaryOperator<MetricsSource> ofNobody() {
        return row(row ->
                of(row, new EntityRef(Level.CAMPAIGN, "nobody-" + row.entity().id()), row.currency()));
    }

    static UnaryOperator<MetricsSource> ofAnotherLevel() {
        return row(row -> of(row, new EntityRef(Level.AD, row.entity().id()), row.currency()));
    }

    static UnaryOperator<MetricsSource> ofAnotherCurrency() {
        return row(row -> of(row, row.entity(), Currency.getInstance("JPY")));
    }

    private static Interval ofDay(LocalDate day) {
        return Interval.ofDay(day, ZoneOffset.UTC);
    }

    private static Observation at(Observation row, Interval interval) {
        return new Observation(
                row.entity(),
                interval,
                row.observedAt(),
                row.origin(),
                row.metrics(),
                row.currency(),
                row.attribution());
    }

    private static Observation of(Observation row, EntityRef entity, Currency currency) {
        return new Observation(
                entity, row.interval(), row.observedAt(), row.origin(), row.metrics(), currency, row.attribution());
    }
}
