package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.ArmHistory;
import java.util.EnumMap;
import java.util.Map;

/** The medians of an arm's recent ratios, as logarithms. */
final class UsualRatios {
    private final Map<Ratio, Double> logMedians;

    private UsualRatios(Map<Ratio, Double> logMedians) {
        this.logMedians = logMedians;
    }

    /** @param minDays the fewest days that tell what is usual */
    static UsualRatios of(ArmHistory history, long minDays) {
        Map<Ratio, Double> medians = new EnumMap<>(Ratio.class);
        for (Ratio ratio : Ratio.values()) {
            double[] logs = history.days().stream().mapToDouble(ratio::log).toArray();
            if (Robust.count(logs) >= minDays) {
                medians.put(ratio, Robust.median(logs));
            }
        }
        return new UsualRatios(medians);
    }

    /** The logarithm of how many times the usual a row's ratio is; not a number if there is nothing to compare. */
    double logShift(Ratio ratio, Metrics metrics) {
        Double usual = logMedians.get(ratio);
        return usual == null ? Double.NaN : ratio.log(metrics) - usual;
    }
}
