package io.banditpipeline.connectors.internal.google;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import org.jspecify.annotations.Nullable;

/** Takes rows that could be read. */
@FunctionalInterface
public interface RowTaker {
    /**
     * Takes a row.
     *
     * @param campaign the id of the campaign that it belongs to, or 0 if the answer does not say
     * @param entity what it speaks of
     * @param interval the time that it speaks of
     * @param metrics all quantities; what Google left out is zero
     */
    void take(long campaign, EntityRef entity, Interval interval, Metrics metrics);

    /**
     * Hears of a row that was rejected, where it stood among the others. Does nothing unless rows are added up.
     *
     * @param entity what it speaks of, or null if that cannot be read
     * @param interval the time that it speaks of, or null if that cannot be read
     */
    default void unreadable(@Nullable EntityRef entity, @Nullable Interval interval) {}

    /** Hears that the answer was read to its end; never after one that broke off. */
    default void end() {}
}
