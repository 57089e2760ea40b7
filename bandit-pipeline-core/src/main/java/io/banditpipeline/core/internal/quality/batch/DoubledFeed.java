package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.core.internal.quality.rule.Parameters;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Finds days of which everything was counted twice, as a join that fans out does.
 *
 * <p>Twice the usual is not enough: a sale doubles a day, too. But what was counted twice is even: the chance that all
 * of n counts are even is one in two to the n. So a day is doubled if all its counts are even, those of the days before
 * are not, and the arms have, in the middle, about twice the impressions, clicks and cost they usually have; or if most
 * arms have exactly twice of each what was stored of the same day.
 */
final class DoubledFeed implements BatchValidator.Check {
    private static final int PAST_DAYS = 14;
    private static final long LEAST_PAST_DAYS = 5;
    /** How far twice may be from twice the usual: the more even counts bear it out, the further. */
    private static final double TOLERANCE = Math.log(1.35);

    private static final double MANY_TOLERANCE = Math.log(1.8);
    private static final long MANY_COUNTS = 8;
    /** How far the factors of impressions, clicks and cost may be apart. */
    private static final double APART = 1.35;
    /** Fewer are doubled, or not, by chance. */
    private static final double LEAST_CLICKS = 50;
    /** Counts that a platform rounds to tens are even on any day. */
    private static final double MOST_EVEN_BEFORE = 0.8;

    private final Parameters parameters;
    private final ArmDays days;
    private final Map<LocalDate, Parity> parityByDay = new HashMap<>();

    private static final class Parity {
        private long even;
        private long odd;

        void add(long count) {
            if (count > 0) {
                even += 1 - (count & 1);
                odd += count & 1;
            }
        }

        void add(Metrics metrics) {
            add(metrics.impressions());
            add(metrics.clicks());
        }
    }

    DoubledFeed(Parameters parameters, BatchContext context) {
        this.parameters = parameters;
        this.days = new ArmDays(context);
    }

    @Override
    public Verdict row(Observation row) {
        if (days.add(row)) {
            parityByDay
                    .computeIfAbsent(row.interval().day(), unused -> new Parity())
                    .add(row.metrics());
        }
        return Verdict.PASS;
    }

    @Override
    public void end(Findings findings) {
        for (LocalDate day : days.daysOverFor(0)) {
            if (isTwiceTheStored(day) || (isEven(day) && isTwiceTheUsual(day))) {
                findings.add(
                        Subject.account(days.context().slice().account(), day),
                        "",
                        "2 times",
                        "impressions, clicks and cost are twice what they should be, arm by arm, and every count is"
                                + " even; the feed looks counted twice, for instance by a join in its report");
            }
        }
    }

    private boolean isEven(LocalDate day) {
        Parity now = parityByDay.getOrDefault(day, new Parity());
        Parity before = new Parity();
        days.context().histories().forEach(arm -> {
            for (int i = 1; i <= PAST_DAYS; i++) {
                before.add(arm.on(day.minusDays(i)));
            }
        });
        return now.odd == 0
                && now.even >= parameters.count("minCounts")
                && before.even + before.odd > 0
                && before.even <= MOST_EVEN_BEFORE * (before.even + before.odd);
    }

    /** By the medians over arms: single arms vary too much. */
    private boolean isTwiceTheUsual(LocalDate day) {
        List<Double> impressions = new ArrayList<>();
        List<Double> clicks = new ArrayList<>();
        List<Double> cost = new ArrayList<>();
        for (String arm : days.arms()) {
            Totals now = days.inSlice(arm, day);
            List<Totals> past = past(arm, day);
            if (now != null && now.isActive() && past.size() >= LEAST_PAST_DAYS) {
                impressions.add(now.impressions() / median(past, Totals::impressions));
                cost.add(now.cost() / median(past, Totals::cost));
                double usualClicks = median(past, Totals::clicks);
                clicks.add(usualClicks < LEAST_CLICKS ? Double.NaN : now.clicks() / usualClicks);
            }
        }
        long counts = parityByDay.getOrDefault(day, new Parity()).even;
        return isAboutTwice(
                median(impressions), median(clicks), median(cost), counts < MANY_COUNTS ? TOLERANCE : MANY_TOLERANCE);
    }

    private static double median(List<Double> values) {
        return Robust.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Where too few clicks tell, impressions and cost do. */
    private static boolean isAboutTwice(double impressions, double clicks, double cost, double tolerance) {
        double third = Double.isNaN(clicks) ? impressions : clicks;
        double least = Math.min(impressions, Math.min(third, cost));
        double most = Math.max(impressions, Math.max(third, cost));
        return Math.abs(Math.log(least / 2)) <= tolerance
                && Math.abs(Math.log(most / 2)) <= tolerance
                && most <= APART * least;
    }

    private List<Totals> past(String arm, LocalDate day) {
        List<Totals> past = new ArrayList<>();
        for (int i = 1; i <= PAST_DAYS; i++) {
            Totals totals = days.known(arm, day.minusDays(i));
            if (totals != null && totals.isActive()) {
                past.add(totals);
            }
        }
        return past;
    }

    private static double median(List<Totals> past, ToDoubleFunction<Totals> quantity) {
        return Robust.median(past.stream().mapToDouble(quantity).toArray());
    }

    private boolean isTwiceTheStored(LocalDate day) {
        int compared = 0;
        int twice = 0;
        for (String arm : days.arms()) {
            Totals now = days.inSlice(arm, day);
            Totals stored = days.stored(arm, day);
            if (now != null && stored != null && stored.impressions() > 0 && stored.cost() > 0) {
                compared++;
                twice += isExactlyTwice(now, stored) ? 1 : 0;
            }
        }
        return compared > 0 && twice >= parameters.get("armShare") * compared;
    }

    private static boolean isExactlyTwice(Totals now, Totals stored) {
        return now.impressions() == 2 * stored.impressions()
                && now.clicks() == 2 * stored.clicks()
                && Math.abs(now.cost() - 2 * stored.cost()) <= 1e-6 * stored.cost();
    }
}
