package io.banditpipeline.testkit.fault;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.RejectedRow;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;

/** Ways in which a single row can be bad. The bad row comes in place of the good one. */
public enum BadRow {
    /** Its cost is negative. */
    NEGATIVE_COST {
        @Override
        Delivery of(Observation row, Surroundings around) {
            return with(row, Metric.COST, -Math.max(1, Math.abs(row.metrics().orZero(Metric.COST))));
        }
    },
    /** It has more clicks than impressions. */
    CLICKS_ABOVE_IMPRESSIONS {
        @Override
        Delivery of(Observation row, Surroundings around) {
            return with(row, Metric.CLICKS, 2 * row.metrics().orZero(Metric.IMPRESSIONS) + 1);
        }
    },
    /** It speaks of a day or hour 30 days after the fetch. */
    FUTURE_INTERVAL {
        @Override
        Delivery of(Observation row, Surroundings around) {
            Instant future = around.now().truncatedTo(ChronoUnit.HOURS).plus(FUTURE_DAYS, ChronoUnit.DAYS);
            ZoneId zone = around.zone();
            Interval interval = row.interval().granularity() == Granularity.DAY
                    ? Interval.ofDay(future.atZone(zone).toLocalDate(), zone)
                    : Interval.ofHour(future, zone);
            return new Delivery.Row(RowEdit.withInterval(row, interval));
        }
    },
    /** Its currency is not that of the account: euros, or dollars if the account's are euros. */
    WRONG_CURRENCY {
        @Override
        Delivery of(Observation row, Surroundings around) {
            String other = row.currency().getCurrencyCode().equals("EUR") ? "USD" : "EUR";
            return new Delivery.Row(RowEdit.withCurrency(row, Currency.getInstance(other)));
        }
    },
    /** It does not say what was spent, which is not the same as nothing. */
    ABSENT_COST {
        @Override
        Delivery of(Observation row, Surroundings around) {
            return with(row, Metric.COST, Metrics.ABSENT);
        }
    },
    /** It is of an entity that nobody knows: {@code "unknown-"} and the id of the real one. */
    UNKNOWN_ENTITY {
        @Override
        Delivery of(Observation row, Surroundings around) {
            EntityRef known = row.entity();
            return new Delivery.Row(RowEdit.withEntity(row, new EntityRef(known.level(), "unknown-" + known.id())));
        }
    },
    /** It cannot be read, since its cost is {@code NaN}: the source rejects it. */
    UNREADABLE {
        @Override
        Delivery of(Observation row, Surroundings around) {
            String text = row.entity().level() + " " + row.entity().id() + " "
                    + row.interval().start() + " cost=NaN";
            return new Delivery.Unreadable(new RejectedRow(
                    "row of " + row.interval().day(),
                    text,
                    List.of(new RejectedRow.Reason("testkit.number", "cost", "NaN", "expected a number"))));
        }
    };

    private static final int FUTURE_DAYS = 30;

    abstract Delivery of(Observation row, Surroundings around);

    private static Delivery with(Observation row, Metric metric, long value) {
        return new Delivery.Row(RowEdit.withMetrics(row, row.metrics().with(metric, value)));
    }
}
