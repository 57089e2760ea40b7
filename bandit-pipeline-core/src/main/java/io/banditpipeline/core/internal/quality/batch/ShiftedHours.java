package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.core.internal.quality.rule.Parameters;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Verdict;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds days whose hours look like those of the other days of the slice, but some hours late or early: the day was cut
 * by the clock of another zone.
 *
 * <p>The profile of a day is the share of its impressions by hour of the local clock; the usual one is the median of
 * the other days. Two profiles are as far apart as half the sum of their differences (total variation, 0 to 1). A day
 * is shifted if it is far from the usual profile, farther than other days are, and close to it once it is turned.
 */
final class ShiftedHours implements BatchValidator.Check {
    private static final int HOURS = 24;

    private final Parameters parameters;
    private final BatchContext context;
    private final ZoneId zone;
    private final Map<LocalDate, double[]> byDay = new TreeMap<>();

    ShiftedHours(Parameters parameters, BatchContext context) {
        this.parameters = parameters;
        this.context = context;
        this.zone = context.slice().account().zone();
    }

    @Override
    public Verdict row(Observation row) {
        Interval interval = row.interval();
        if (interval.granularity() == Granularity.HOUR) {
            byDay.computeIfAbsent(interval.day(), unused -> new double[HOURS])[
                            interval.start().atZone(zone).getHour()] +=
                    row.metrics().orZero(Metric.IMPRESSIONS);
        }
        return Verdict.PASS;
    }

    @Override
    public void end(Findings findings) {
        byDay.values().removeIf(hours -> sum(hours) < parameters.get("minImpressions"));
        byDay.values().forEach(ShiftedHours::normalise);
        if (byDay.size() <= parameters.count("minDays")) {
            return;
        }
        double[] usual = usual();
        double[] distances =
                byDay.values().stream().mapToDouble(day -> apart(day, usual, 0)).toArray();
        double ordinary = Robust.median(distances) + parameters.get("spreads") * Robust.spread(distances);
        byDay.forEach((day, hours) -> judge(day, hours, usual, ordinary, findings));
    }

    private void judge(LocalDate day, double[] hours, double[] usual, double ordinary, Findings findings) {
        double before = apart(hours, usual, 0);
        if (before <= Math.max(ordinary, parameters.get("minDistance"))) {
            return;
        }
        int best = 0;
        for (int late = 1 - HOURS / 2; late <= HOURS / 2; late++) {
            best = apart(hours, usual, late) < apart(hours, usual, best) ? late : best;
        }
        if (best != 0 && apart(hours, usual, best) <= parameters.get("turnedShare") * before) {
            findings.add(
                    Subject.account(context.slice().account(), day),
                    "hours",
                    Math.abs(best) + (best > 0 ? " h late" : " h early"),
                    "the hours of the day look like those of other days, but " + Math.abs(best) + " hours "
                            + (best > 0 ? "late" : "early") + "; expected days and hours of the account's zone " + zone
                            + ": check the zone that the source asks or answers in");
        }
    }

    /** The median of the days, hour by hour: one strange day among them does not matter. */
    private double[] usual() {
        double[] usual = new double[HOURS];
        for (int i = 0; i < HOURS; i++) {
            int hour = i;
            usual[i] = Robust.median(
                    byDay.values().stream().mapToDouble(day -> day[hour]).toArray());
        }
        normalise(usual);
        return usual;
    }

    private static double apart(double[] hours, double[] usual, int late) {
        double sum = 0;
        for (int i = 0; i < HOURS; i++) {
            sum += Math.abs(hours[Math.floorMod(i + late, HOURS)] - usual[i]);
        }
        return sum / 2;
    }

    private static void normalise(double[] hours) {
        double sum = sum(hours);
        for (int i = 0; i < HOURS; i++) {
            hours[i] /= sum;
        }
    }

    private static double sum(double[] hours) {
        double sum = 0;
        for (double hour : hours) {
            sum += hour;
        }
        return sum;
    }
}
