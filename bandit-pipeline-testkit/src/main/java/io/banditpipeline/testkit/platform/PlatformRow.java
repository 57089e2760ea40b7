package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;

/**
 * What a platform reports of one entity in one interval at one moment.
 *
 * @param entity the entity
 * @param interval the hour or day
 * @param metrics the quantities; all of them are there
 */
public record PlatformRow(EntityRef entity, Interval interval, Metrics metrics) {}
