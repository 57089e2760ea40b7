package io.banditpipeline.metric;

import io.banditpipeline.campaign.EntityRef;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Objects;

/**
 * What a source says of one platform entity in one interval at one moment.
 *
 * @param entity the platform entity that the row speaks of
 * @param interval the time that it speaks of
 * @param observedAt when the source said so (R3); kept with microseconds
 * @param origin pulled or pushed
 * @param metrics the quantities
 * @param currency the currency of cost and revenue
 * @param attribution how conversions were assigned
 */
public record Observation(
        EntityRef entity,
        Interval interval,
        Instant observedAt,
        Origin origin,
        Metrics metrics,
        Currency currency,
        Attribution attribution)
        implements Serializable {
    /** Checks that nothing is null. */
    public Observation {
        Objects.requireNonNull(entity, "entity");
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(observedAt, "observedAt");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(metrics, "metrics");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(attribution, "attribution");
    }

    /** A pulled row without attribution. */
    public static Observation pulled(
            EntityRef entity, Interval interval, Instant observedAt, Metrics metrics, Currency currency) {
        return new Observation(entity, interval, observedAt, Origin.PULLED, metrics, currency, Attribution.UNKNOWN);
    }

    /** The same row, said at another moment. */
    public Observation observedAt(Instant moment) {
        return new Observation(entity, interval, moment, origin, metrics, currency, attribution);
    }

    /** The same row with other quantities. */
    public Observation withMetrics(Metrics other) {
        return new Observation(entity, interval, observedAt, origin, other, currency, attribution);
    }

    /**
     * How old the interval was when this was said of it: what conversions have had time to come in. Negative if the
     * interval was not over.
     */
    public Duration age() {
        return Duration.between(interval.end(), observedAt);
    }

    /**
     * Whether it was said so late that it will not be restated any more.
     *
     * @param restatementDays past days that may still change, as {@link SourceProfile#restatementDays()} of the account
     */
    public boolean isMature(int restatementDays) {
        return age().compareTo(Duration.ofDays(restatementDays)) >= 0;
    }

    /**
     * Its rank among rows of the same entity and interval: the effective row is that of the highest precedence and,
     * among equals, the latest {@code observedAt} (R4). 2 for a pulled row of an interval that was over when it was
     * observed, 1 for a pushed row, 0 for a pulled row of an interval that was still open.
     */
    public int precedence() {
        if (origin == Origin.PUSHED) {
            return 1;
        }
        return observedAt.isBefore(interval.end()) ? 0 : 2;
    }
}
