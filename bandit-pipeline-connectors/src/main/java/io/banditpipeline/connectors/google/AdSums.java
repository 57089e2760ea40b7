package io.banditpipeline.connectors.google;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.connectors.internal.google.RowTaker;
import io.banditpipeline.connectors.internal.google.SearchStreamParser;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the rows of an ad that is in several ad groups: Google gives one for each. Rows of the same ad and interval
 * have to be neighbours, so that no more than one sum is held. Rows that are not are passed on one by one, and the
 * pipeline tells that they repeat each other.
 *
 * <p>A sum of which a part could not be read, or may be the part that could not be read, is rejected: it would pass for
 * the whole. Not thread-safe.
 */
final class AdSums implements RowTaker {
    private static final int MOST_RAW = 4_000;

    private final Slice slice;
    private final Instant observedAt;
    private final CountingSink sink;

    private @Nullable Sum sum;
    private @Nullable Unreadable unreadable;

    AdSums(Slice slice, Instant observedAt, CountingSink sink) {
        this.slice = slice;
        this.observedAt = observedAt;
        this.sink = sink;
    }

    /** What is known of rows since the last sum began; null is what is not. */
    private record Unreadable(
            @Nullable EntityRef entity, @Nullable Interval interval) {
        boolean mayBe(EntityRef other, Interval otherInterval) {
            return (entity == null || entity.equals(other)) && (interval == null || interval.equals(otherInterval));
        }

        /** What both have in common. */
        Unreadable or(Unreadable other) {
            return new Unreadable(
                    entity != null && entity.equals(other.entity) ? entity : null,
                    interval != null && interval.equals(other.interval) ? interval : null);
        }
    }

    @Override
    public void take(long campaign, EntityRef entity, Interval interval, Metrics metrics) {
        sink.keptBack();
        sumOf(entity, interval).add(metrics);
    }

    @Override
    public void unreadable(@Nullable EntityRef entity, @Nullable Interval interval) {
        if (entity != null && interval != null) {
            sumOf(entity, interval).incomplete = true;
            return;
        }
        Unreadable row = new Unreadable(entity, interval);
        if (sum != null && row.mayBe(sum.entity, sum.interval)) {
            sum.incomplete = true;
        }
        unreadable = unreadable == null ? row : unreadable.or(row);
    }

    @Override
    public void end() {
        deliver();
        unreadable = null;
    }

    private Sum sumOf(EntityRef entity, Interval interval) {
        Sum current = sum;
        if (current != null && current.entity.equals(entity) && current.interval.equals(interval)) {
            return current;
        }
        deliver();
        Sum begun = new Sum(entity, interval);
        begun.incomplete = unreadable != null && unreadable.mayBe(entity, interval);
        unreadable = null;
        sum = begun;
        return begun;
    }

    private void deliver() {
        Sum whole = sum;
        sum = null;
        if (whole == null || whole.metrics.equals(Metrics.NONE)) {
            return;
        }
        if (!whole.excess.isEmpty()) {
            reject(whole, "google.overflow", "its rows of several ad groups add up to more than can be counted");
        } else if (whole.incomplete) {
            reject(
                    whole,
                    "google.incomplete",
                    "a row next to it could not be read and may be the same ad's in another ad group, so that the sum"
                            + " may be too low; release it if that is better than nothing");
        } else {
            sink.accept(SearchStreamParser.observation(slice, observedAt, whole.entity, whole.interval, whole.metrics));
        }
    }

    private void reject(Sum of, String rule, String text) {
        String where = "google_ads " + slice.account().id() + ", the rows of ad " + of.entity.id() + " from "
                + of.interval.start();
        String raw = of.metrics + of.excess;
        sink.reject(new RejectedRow(
                where,
                raw.length() <= MOST_RAW ? raw : raw.substring(0, MOST_RAW),
                List.of(new Reason(rule, "", of.entity.id(), text)),
                of.excess.isEmpty()
                        ? SearchStreamParser.observation(slice, observedAt, of.entity, of.interval, of.metrics)
                        : null));
    }

    /** The rows of one ad and interval. */
    private static final class Sum {
        private final EntityRef entity;
        private final Interval interval;
        private Metrics metrics = Metrics.NONE;
        private boolean incomplete;

        /** What did not fit, as text; empty if all did. */
        private String excess = "";

        Sum(EntityRef entity, Interval interval) {
            this.entity = entity;
            this.interval = interval;
        }

        void add(Metrics row) {
            if (metrics.equals(Metrics.NONE)) {
                metrics = row;
                return;
            }
            try {
                Metrics more = metrics.plus(row);
                if (Stream.of(Metric.values()).allMatch(more::has)) {
                    metrics = more;
                    return;
                }
            } catch (ArithmeticException tooMuch) {
                // told below, with what did not fit
            }
            if (excess.length() < MOST_RAW) {
                excess += " + " + row;
            }
        }
    }
}
