package io.banditpipeline.store;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import java.time.Instant;

/**
 * What is complete of a feed: all from one instant to another.
 *
 * @param source the source
 * @param accountKey platform and id of the account
 * @param level the level of its rows
 * @param granularity hours or days
 * @param completeFrom the first instant that is complete; that of completeUntil if nothing is yet
 * @param completeUntil the first instant after it that is not complete
 */
public record Watermark(
        String source,
        String accountKey,
        Level level,
        Granularity granularity,
        Instant completeFrom,
        Instant completeUntil) {}
