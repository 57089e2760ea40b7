package io.banditpipeline.store;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import java.time.Instant;

/**
 * Up to where a feed is complete.
 *
 * @param source the source
 * @param accountKey platform and id of the account
 * @param level the level of its rows
 * @param granularity hours or days
 * @param completeUntil the first instant that is not complete
 */
public record Watermark(
        String source, String accountKey, Level level, Granularity granularity, Instant completeUntil) {}
