package io.banditpipeline.core.internal.quality.row;

import io.banditpipeline.core.internal.quality.rule.Parameters;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.money.Micros;
import io.banditpipeline.quality.RowContext;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Verdict;
import org.jspecify.annotations.Nullable;

/** Whether the quantities of a row fit one another. A quantity that is absent fits all. */
final class FunnelChecks {
    private static final long SECONDS_PER_HOUR = 3_600;
    private static final double THOUSAND = 1_000;

    private FunnelChecks() {}

    static RowRule.Check clicksWithinImpressions(Parameters parameters) {
        double most = 1 + parameters.get("tolerance");
        return (row, context) -> {
            long clicks = row.metrics().clicks();
            long impressions = row.metrics().impressions();
            return clicks <= impressions || impressions == Metrics.ABSENT || (double) clicks <= most * impressions
                    ? Verdict.PASS
                    : violation(
                            Metric.CLICKS,
                            clicks,
                            "expected at most the " + impressions + " impressions"
                                    + (most == 1 ? "" : " times " + most),
                            row.interval().granularity() == Granularity.HOUR ? Severity.WARN : null);
        };
    }

    static RowRule.Check conversionsNearClicks(Parameters parameters) {
        double maxRatio = parameters.get("maxRatio");
        double minMicros = parameters.get("minConversions") * Micros.PER_UNIT;
        return (row, context) -> {
            long conversions = row.metrics().conversionMicros();
            long clicks = row.metrics().clicks();
            return (double) conversions <= minMicros
                            || clicks == Metrics.ABSENT
                            || (double) conversions <= maxRatio * Micros.PER_UNIT * clicks
                    ? Verdict.PASS
                    : violation(
                            Metric.CONVERSIONS,
                            conversions,
                            "micros of conversions; expected at most " + maxRatio + " a click, of which there are "
                                    + clicks,
                            null);
        };
    }

    static RowRule.Check costHasImpressions(Parameters parameters) {
        long settlingSeconds = (long) (parameters.get("settlingHours") * SECONDS_PER_HOUR);
        return (row, context) ->
                row.metrics().impressions() == 0 && row.metrics().costMicros() > 0
                        ? violation(
                                Metric.COST,
                                row.metrics().costMicros(),
                                "expected no cost without impressions",
                                isSettled(row.interval(), context, settlingSeconds) ? null : Severity.WARN)
                        : Verdict.PASS;
    }

    private static boolean isSettled(Interval interval, RowContext context, long settlingSeconds) {
        return interval.granularity() == Granularity.DAY
                && interval.end().getEpochSecond() + settlingSeconds
                        <= context.now().getEpochSecond();
    }

    static Verdict impressionsHaveCost(Observation row, RowContext context) {
        return row.metrics().costMicros() == 0 && row.metrics().impressions() > 0
                ? violation(
                        Metric.IMPRESSIONS,
                        row.metrics().impressions(),
                        "cost is 0: a bonus, a credit for invalid traffic, or cost that is still to come",
                        null)
                : Verdict.PASS;
    }

    static RowRule.Check saneRatios(Parameters parameters) {
        double maxCostPerClick = parameters.get("maxCpc") * Micros.PER_UNIT;
        double maxCostPerImpression = parameters.get("maxCpm") * Micros.PER_UNIT / THOUSAND;
        double maxRoas = parameters.get("maxRoas");
        double minCost = parameters.get("minCost") * Micros.PER_UNIT;
        return (row, context) -> {
            Metrics metrics = row.metrics();
            double cost = metrics.costMicros();
            if (cost <= 0 || cost < minCost) {
                return Verdict.PASS;
            }
            if (metrics.clicks() > 0 && cost > maxCostPerClick * metrics.clicks()) {
                return insane(Metric.COST, metrics.costMicros(), "a click", parameters.get("maxCpc"));
            }
            if (metrics.impressions() > 0 && cost > maxCostPerImpression * metrics.impressions()) {
                return insane(Metric.COST, metrics.costMicros(), "a thousand impressions", parameters.get("maxCpm"));
            }
            return metrics.revenueMicros() > maxRoas * cost
                    ? insane(Metric.REVENUE, metrics.revenueMicros(), "a unit of cost", maxRoas)
                    : Verdict.PASS;
        };
    }

    private static Verdict insane(Metric metric, long micros, String per, double most) {
        return violation(
                metric,
                micros,
                "micros; expected at most "
                        + Micros.toDecimal((long) (most * Micros.PER_UNIT))
                                .stripTrailingZeros()
                                .toPlainString() + " " + per + "; look for a mistake of units",
                null);
    }

    private static Verdict violation(Metric metric, long value, String text, @Nullable Severity severity) {
        return new Verdict.Violation(
                metric.name().toLowerCase(java.util.Locale.ROOT), Long.toString(value), text, severity);
    }
}
