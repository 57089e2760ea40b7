package io.banditpipeline.core.internal.quality.row;

import io.banditpipeline.core.internal.quality.rule.Parameters;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.money.Micros;
import io.banditpipeline.quality.RowContext;
import io.banditpipeline.quality.Verdict;

/** Whether each quantity can be what it says. What is absent is not zero: no rule holds it to anything. */
final class NumberChecks {
    private static final String NEGATIVE = "expected a number that is not negative";

    private NumberChecks() {}

    static Verdict inAccountCurrency(Observation row, RowContext context) {
        return row.currency().equals(context.slice().account().currency())
                ? Verdict.PASS
                : new Verdict.Violation(
                        "currency",
                        row.currency().getCurrencyCode(),
                        "expected the account's currency "
                                + context.slice().account().currency().getCurrencyCode());
    }

    static Verdict notNegative(Observation row, RowContext context) {
        Metrics metrics = row.metrics();
        if (isNegative(metrics.impressions())) {
            return Verdict.violation(Metric.IMPRESSIONS, metrics.impressions(), NEGATIVE);
        }
        if (isNegative(metrics.clicks())) {
            return Verdict.violation(Metric.CLICKS, metrics.clicks(), NEGATIVE);
        }
        if (isNegative(metrics.conversionMicros())) {
            return Verdict.violation(Metric.CONVERSIONS, metrics.conversionMicros(), NEGATIVE);
        }
        if (isNegative(metrics.costMicros())) {
            return Verdict.violation(Metric.COST, metrics.costMicros(), NEGATIVE);
        }
        return Verdict.PASS;
    }

    private static boolean isNegative(long value) {
        return value < 0 && value != Metrics.ABSENT;
    }

    static RowRule.Check notTooLarge(Parameters parameters) {
        long maxCount = parameters.count("maxCount");
        long maxMicros = (long) (parameters.get("maxUnits") * Micros.PER_UNIT);
        return (row, context) -> {
            Metrics metrics = row.metrics();
            return metrics.impressions() <= maxCount
                            && metrics.clicks() <= maxCount
                            && isWithin(metrics.conversionMicros(), maxMicros)
                            && isWithin(metrics.costMicros(), maxMicros)
                            && isWithin(metrics.revenueMicros(), maxMicros)
                    ? Verdict.PASS
                    : tooLarge(metrics, maxCount, maxMicros);
        };
    }

    private static boolean isWithin(long micros, long most) {
        return micros <= most && (micros >= -most || micros == Metrics.ABSENT);
    }

    private static Verdict tooLarge(Metrics metrics, long maxCount, long maxMicros) {
        for (Metric metric : Metric.values()) {
            boolean counted = metric == Metric.IMPRESSIONS || metric == Metric.CLICKS;
            long most = counted ? maxCount : maxMicros;
            if (!isWithin(metrics.get(metric), most)) {
                return Verdict.violation(
                        metric,
                        metrics.get(metric),
                        "expected at most " + most + (counted ? "" : " micros") + "; sums of such numbers overflow");
            }
        }
        return Verdict.PASS;
    }

    static Verdict notEmpty(Observation row, RowContext context) {
        return row.metrics().equals(Metrics.NONE)
                ? new Verdict.Violation("", "", "expected at least one quantity, but the row reports none")
                : Verdict.PASS;
    }
}
