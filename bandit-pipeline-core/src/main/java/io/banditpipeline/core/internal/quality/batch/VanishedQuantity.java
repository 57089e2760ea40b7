package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.core.internal.quality.rule.Parameters;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Verdict;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds rows that do not report what all stored days of their arm report: a field that was renamed or lost. Absent cost
 * would count as free, so that such a row is held; of other quantities the row is flagged.
 */
final class VanishedQuantity implements BatchValidator.Check {
    private static final List<Metric> METRICS = List.of(Metric.values());

    private final Parameters parameters;
    private final BatchContext context;
    private final Map<String, Set<Metric>> byEntity = new HashMap<>();

    VanishedQuantity(Parameters parameters, BatchContext context) {
        this.parameters = parameters;
        this.context = context;
    }

    @Override
    public Verdict row(Observation row) {
        Metrics metrics = row.metrics();
        for (Metric metric : METRICS) {
            if (!metrics.has(metric) && usual(row.entity().id()).contains(metric)) {
                return new Verdict.Violation(
                        metric.name().toLowerCase(Locale.ROOT),
                        "absent",
                        "expected a number, as on all days before; check whether the field was renamed or left out",
                        metric == Metric.COST ? Severity.ERROR : null);
            }
        }
        return Verdict.PASS;
    }

    private Set<Metric> usual(String entityId) {
        return byEntity.computeIfAbsent(entityId, this::alwaysReported);
    }

    private Set<Metric> alwaysReported(String entityId) {
        ArmHistory history = context.of(entityId);
        Set<Metric> always = EnumSet.noneOf(Metric.class);
        if (history != null) {
            List<Metrics> known = history.days().stream()
                    .filter(day -> !day.equals(Metrics.NONE))
                    .toList();
            METRICS.stream()
                    .filter(metric -> known.size() >= parameters.count("minDays")
                            && known.stream().allMatch(day -> day.has(metric)))
                    .forEach(always::add);
        }
        return always;
    }
}
