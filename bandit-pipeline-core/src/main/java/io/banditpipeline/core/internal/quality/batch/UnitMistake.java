package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.core.internal.quality.rule.Parameters;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Verdict;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds cost, revenue or conversions in wrong units: millions, thousands or hundreds of times what they usually are for
 * the same impressions, clicks or conversions of the arm. A larger budget changes no such ratio, so it is none.
 */
final class UnitMistake implements BatchValidator.Check {
    private final BatchContext context;
    private final Parameters parameters;
    private final Map<String, UsualRatios> usualByArm = new HashMap<>();
    private final Map<Metric, Tally> tallies = new EnumMap<>(Metric.class);

    /** How many rows could be compared, and how many of them share a mistake. */
    private static final class Tally {
        private long comparable;
        private final Map<Unit, Long> rows = new EnumMap<>(Unit.class);
    }

    UnitMistake(Parameters parameters, BatchContext context) {
        this.parameters = parameters;
        this.context = context;
        for (Metric metric : new Metric[] {Metric.COST, Metric.REVENUE, Metric.CONVERSIONS}) {
            tallies.put(metric, new Tally());
        }
    }

    @Override
    public Verdict row(Observation row) {
        String arm = context.armByEntity().get(row.entity().id());
        ArmHistory history = arm == null ? null : context.arms().get(arm);
        if (arm == null || history == null) {
            return Verdict.PASS;
        }
        UsualRatios usual =
                usualByArm.computeIfAbsent(arm, unused -> UsualRatios.of(history, parameters.count("minDays")));
        Metrics metrics = row.metrics();
        Verdict cost =
                judge(Metric.COST, metrics, usual.logShift(Ratio.CPM, metrics), usual.logShift(Ratio.CPC, metrics));
        Verdict revenue = judge(Metric.REVENUE, metrics, usual.logShift(Ratio.ORDER_VALUE, metrics), Double.NaN);
        Verdict conversions = judge(Metric.CONVERSIONS, metrics, usual.logShift(Ratio.CVR, metrics), Double.NaN);
        return cost != Verdict.PASS ? cost : revenue != Verdict.PASS ? revenue : conversions;
    }

    private Verdict judge(Metric metric, Metrics metrics, double first, double second) {
        if (Double.isNaN(first) && Double.isNaN(second)) {
            return Verdict.PASS;
        }
        Tally tally = tally(metric);
        tally.comparable++;
        Unit unit = Unit.of(first, second);
        if (unit == null) {
            return Verdict.PASS;
        }
        tally.rows.merge(unit, 1L, Long::sum);
        double times = Math.exp(Double.isNaN(first) ? second : first);
        return new Verdict.Violation(
                name(metric),
                Long.toString(metrics.get(metric)),
                Unit.text(times) + " times what the arm usually has for as much; " + unit.proposal());
    }

    @Override
    public void end(Findings findings) {
        tallies.forEach((metric, tally) -> tally.rows.forEach((unit, rows) -> {
            if (tally.comparable >= parameters.count("minRows")
                    && rows >= parameters.get("sliceShare") * tally.comparable) {
                findings.add(
                        Severity.FATAL,
                        Subject.account(context.slice().account(), day()),
                        name(metric),
                        rows + " of " + tally.comparable + " rows",
                        unit.proposal() + "; correct the source's units, then collect again");
            }
        }));
    }

    private @Nullable LocalDate day() {
        var days = context.slice().days();
        return days.days() == 1 ? days.first() : null;
    }

    private Tally tally(Metric metric) {
        return tallies.computeIfAbsent(metric, unused -> new Tally());
    }

    private static String name(Metric metric) {
        return metric.name().toLowerCase(Locale.ROOT);
    }
}
