package io.banditpipeline.benchmarks.workload;

/**
 * One row of the plain table that peers write to: a revision of an arm's hour.
 *
 * @param armNo the arm, from 0
 * @param startSeconds epoch seconds of the hour
 * @param feedNo where it came from
 * @param precedence its rank
 * @param localDay the day as yyyymmdd
 * @param observedMicros when it was observed, in epoch microseconds
 * @param impressions times shown
 * @param clicks clicks
 * @param conversionMicros conversions in millionths
 * @param costMicros cost in micros
 * @param revenueMicros revenue in micros
 */
public record MetricRow(
        long armNo,
        long startSeconds,
        int feedNo,
        int precedence,
        int localDay,
        long observedMicros,
        long impressions,
        long clicks,
        long conversionMicros,
        long costMicros,
        long revenueMicros) {}
