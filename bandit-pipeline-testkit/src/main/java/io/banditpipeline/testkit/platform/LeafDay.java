package io.banditpipeline.testkit.platform;

import io.banditpipeline.metric.Metrics;
import java.util.List;

/**
 * A leaf's day.
 *
 * @param leaf the leaf
 * @param byHour its quantities for every hour of the day; zeros where there is nothing
 */
record LeafDay(Leaf leaf, List<Metrics> byHour) {
    static final Metrics ZERO = new Metrics(0, 0, 0, 0, 0);
}
