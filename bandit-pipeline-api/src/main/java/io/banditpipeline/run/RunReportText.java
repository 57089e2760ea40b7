package io.banditpipeline.run;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.internal.text.TextTable;
import io.banditpipeline.mmm.ChannelEstimate;
import io.banditpipeline.mmm.MmmRun;
import io.banditpipeline.mmm.ModelQuality;
import io.banditpipeline.money.Micros;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lays a run report out as text. */
final class RunReportText {
    private RunReportText() {}

    static String of(RunReport report) {
        StringBuilder out = new StringBuilder();
        line(
                out,
                "%s run %s as of %s: %s in %d ms",
                report.workflow(),
                report.runId(),
                report.asOf(),
                report.state(),
                report.duration().toMillis());
        steps(out, report.steps());
        report.models().forEach(run -> model(out, run));
        report.allocations().forEach(allocation -> allocation(out, allocation));
        return out.toString();
    }

    private static void steps(StringBuilder out, List<StepReport> steps) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "step",
                "state",
                "fetched",
                "stored",
                "changed",
                "unchanged",
                "quarantined",
                "parked",
                "removed",
                "ms"));
        for (StepReport step : steps) {
            StepCounts counts = step.counts();
            rows.add(List.of(
                    step.name(),
                    step.state().name(),
                    count(counts.fetched()),
                    count(counts.stored()),
                    count(counts.changed()),
                    count(counts.unchanged()),
                    count(counts.quarantined()),
                    count(counts.parked()),
                    count(counts.removed()),
                    count(step.duration().toMillis())));
        }
        out.append('\n').append(TextTable.of(rows, 2));
        for (StepReport step : steps) {
            step.messages().forEach(message -> line(out, "  %s: %s", step.name(), message));
        }
    }

    private static void model(StringBuilder out, MmmRun run) {
        ModelQuality quality = run.posterior().quality();
        line(
                out,
                "%nWhat the model of %s knows (%d days to %s)",
                run.campaignId(),
                quality.trainingDays(),
                run.lastDay());
        line(
                out,
                "  days held out: R2 %.2f, WAPE %.1f %% (same weekday a week before: %.1f %%), 90 %% interval covers %.0f %%",
                quality.holdoutR2(),
                100 * quality.holdoutWape(),
                100 * quality.naiveWape(),
                100 * quality.coverage90());
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "channel",
                "spend",
                "revenue per unit",
                "90 % interval",
                "of one more unit",
                "90 % interval",
                "learnt from data"));
        for (ChannelEstimate estimate : run.posterior().estimates()) {
            rows.add(List.of(
                    estimate.channel(),
                    number(estimate.spend()),
                    number(estimate.roas()),
                    interval(estimate.roasLow(), estimate.roasHigh()),
                    number(estimate.marginalRoas()),
                    interval(estimate.marginalLow(), estimate.marginalHigh()),
                    String.format(Locale.ROOT, "%.0f %%", 100 * estimate.contraction())));
        }
        out.append(TextTable.of(rows, 1));
        run.posterior().estimates().stream()
                .filter(estimate -> !estimate.note().isEmpty())
                .forEach(estimate -> line(out, "  %s: %s", estimate.channel(), estimate.note()));
        run.posterior().cautions().forEach(caution -> line(out, "  %s", caution));
    }

    private static void allocation(StringBuilder out, Allocation allocation) {
        line(
                out,
                "%nPlan of %s for %s: %s %s, %s",
                allocation.campaignId(),
                allocation.day(),
                money(allocation.budgetMicros()),
                allocation.currency(),
                allocation.state());
        line(out, "  %s", allocation.reason());
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "arm", "budget", "recent", "90 % of draws", "one more unit brings", "90 % interval", "bound", "why"));
        for (ArmAllocation arm : allocation.arms()) {
            rows.add(List.of(
                    arm.armId(),
                    money(arm.budgetMicros()),
                    money(arm.previousMicros()),
                    money(arm.lowMicros()) + " .. " + money(arm.highMicros()),
                    number(arm.marginalReturn()),
                    interval(arm.marginalLow(), arm.marginalHigh()),
                    arm.binding().name(),
                    arm.reason()));
        }
        out.append(TextTable.of(rows, 1));
        if (allocation.unspentMicros() > 0) {
            line(out, "  unspent: %s, because no arm may take more", money(allocation.unspentMicros()));
        }
    }

    private static String interval(double low, double high) {
        return number(low) + " .. " + number(high);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String count(long value) {
        return Long.toString(value);
    }

    private static String money(long micros) {
        return Micros.toDecimal(micros).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static void line(StringBuilder out, String format, Object... arguments) {
        out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
