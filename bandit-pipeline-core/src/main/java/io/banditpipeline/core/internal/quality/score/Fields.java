package io.banditpipeline.core.internal.quality.score;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.ArmHistory;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The fields that an arm's days must have: those that most of its days with a fact have. */
final class Fields {
    private static final List<Metric> METRICS = List.of(Metric.values());

    private Fields() {}

    static Set<Metric> required(ArmHistory arm) {
        EnumSet<Metric> required = EnumSet.noneOf(Metric.class);
        long facts = arm.days().stream().filter(Fields::present).count();
        for (Metric metric : METRICS) {
            long times = arm.days().stream().filter(day -> day.has(metric)).count();
            if (times > 0 && 2 * times >= facts) {
                required.add(metric);
            }
        }
        return required;
    }

    /** Whether anything is known. */
    static boolean present(Metrics metrics) {
        return !metrics.equals(Metrics.NONE);
    }

    /** The share of the required fields that is there. */
    static double share(Metrics metrics, Set<Metric> required) {
        if (!present(metrics)) {
            return 0;
        }
        long there = required.stream().filter(metrics::has).count();
        return required.isEmpty() ? 1 : (double) there / required.size();
    }
}
