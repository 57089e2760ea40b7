package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.core.internal.quality.history.LateRestatement.Problem;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.money.Micros;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the latest collection changed in an account, and how much of it is ordinary. */
final class Restatements {
    /** How far the ages of days that are compared may be apart. */
    private static final int NEIGHBOURS = 3;

    private static final int FEWEST_NEIGHBOURS = 3;
    private static final double ENOUGH = 10;

    /** Revenue varies more than its count of orders; its variance is taken as that many times a count's. */
    private static final double REVENUE_DISPERSION = 3;

    /** A change of less than this many units is none. */
    private static final double HALF = 0.5;

    private final AccountHistory history;
    private final int step;
    private final Numbers numbers;
    private final Settling settling;
    private final Map<LocalDate, Double> growthByDay = new HashMap<>();
    private final Map<String, Double> usualConversions = new HashMap<>();

    Restatements(AccountHistory history, int step, Numbers numbers) {
        this.history = history;
        this.step = step;
        this.numbers = numbers;
        settling = new Settling(numbers.get("settlingTauDays"));
    }

    /**
     * The day before and after; empty if it was not known before, may not have been over then, or has vanished while it
     * could still change, which is {@link CounterReset}'s.
     */
    Optional<Restated> of(ArmHistory arm, LocalDate day) {
        boolean completed = Days.none(arm.before(day)) || Days.age(history, day) <= step;
        return completed || Days.none(arm.on(day)) && !isFinal(day)
                ? Optional.empty()
                : Optional.of(new Restated(day, arm.before(day), arm.on(day), usualConversions(arm)));
    }

    private boolean isFinal(LocalDate day) {
        return Days.age(history, day) > history.restatementDays();
    }

    /** What is wrong with the change of a quantity, if anything. */
    Optional<Problem> problem(Restated day, Metric metric) {
        boolean comparable = day.is().has(metric) || Days.none(day.is());
        if (!day.was().has(metric)
                || !comparable
                || day.was().get(metric) == day.is().orZero(metric)) {
            return Optional.empty();
        }
        return tooMuch(day, metric, isFinal(day.day()))
                ? Problem.of(
                        isFinal(day.day()),
                        metric,
                        day.was().get(metric),
                        day.is().orZero(metric),
                        Days.age(history, day.day()))
                : Optional.empty();
    }

    private boolean tooMuch(Restated day, Metric metric, boolean isFinal) {
        long was = day.was().get(metric);
        long change = day.is().orZero(metric) - was;
        return switch (metric) {
            case COST -> (isFinal || change > 0) && costTooMuch(day.day(), was, change, isFinal);
            case IMPRESSIONS, CLICKS -> (isFinal || change > 0) && trafficTooMuch(day.day(), was, change, isFinal);
            case CONVERSIONS -> conversionsTooMuch(day, Micros.toDouble(was), Micros.toDouble(change), isFinal, 1);
            case REVENUE -> revenueTooMuch(day, isFinal);
        };
    }

    private boolean costTooMuch(LocalDate day, long was, long change, boolean isFinal) {
        return Math.abs(change) > Micros.PER_UNIT && Math.abs(change) > settledShare(day, isFinal) * was;
    }

    private boolean trafficTooMuch(LocalDate day, long was, long change, boolean isFinal) {
        return unlikely((double) Math.abs(change), settledShare(day, isFinal) * was + HALF);
    }

    private double settledShare(LocalDate day, boolean isFinal) {
        if (isFinal) {
            return numbers.get("finalShare");
        }
        boolean settled = Days.age(history, day) > numbers.get("costSettledAfterDays");
        return numbers.get(settled ? "costSettledShare" : "costUnsettledShare");
    }

    /** Counts of conversions, or revenue in units of what a conversion of the day was worth. */
    private boolean conversionsTooMuch(Restated day, double was, double change, boolean isFinal, double dispersion) {
        double size = Math.max(was, day.usualConversions());
        double share = change < 0 ? numbers.get("retractionShare") : numbers.get("slack") * ordinaryGrowth(day.day());
        double mean = (isFinal ? numbers.get("finalShare") : share) * size + HALF;
        return unlikely(Math.abs(change) / dispersion, mean / dispersion);
    }

    private boolean revenueTooMuch(Restated day, boolean isFinal) {
        double conversions = Micros.toDouble(day.was().orZero(Metric.CONVERSIONS));
        long revenue = day.was().revenueMicros();
        if (conversions <= 0 || revenue <= 0) {
            return false;
        }
        double worth = revenue / conversions;
        double change = (day.is().orZero(Metric.REVENUE) - revenue) / worth;
        return conversionsTooMuch(day, conversions, change, isFinal, REVENUE_DISPERSION);
    }

    private boolean unlikely(double change, double mean) {
        return change > mean && Tails.poissonAtLeast(change, mean) < numbers.get("chance");
    }

    private double ordinaryGrowth(LocalDate day) {
        int age = Days.age(history, day);
        double byCurve = settling.growth(Math.max(0, age - step), age);
        List<Double> others = new ArrayList<>();
        for (int away = -NEIGHBOURS; away <= NEIGHBOURS; away++) {
            double growth = away == 0 ? Double.NaN : accountGrowth(day.plusDays(away));
            if (!Double.isNaN(growth)) {
                others.add(growth);
            }
        }
        return others.size() < FEWEST_NEIGHBOURS ? byCurve : Math.max(byCurve, Robust.median(others));
    }

    /** By which share the conversions of a day of all arms together grew; NaN if they are too few to say. */
    private double accountGrowth(LocalDate day) {
        return growthByDay.computeIfAbsent(day, unused -> {
            double was = 0;
            double is = 0;
            for (ArmHistory arm : history.arms()) {
                if (arm.before(day).has(Metric.CONVERSIONS) && arm.on(day).has(Metric.CONVERSIONS)) {
                    was += Micros.toDouble(arm.before(day).conversionMicros());
                    is += Micros.toDouble(arm.on(day).conversionMicros());
                }
            }
            return was < ENOUGH || Days.age(history, day) <= step ? Double.NaN : is / was - 1;
        });
    }

    private double usualConversions(ArmHistory arm) {
        return usualConversions.computeIfAbsent(arm.arm().id(), unused -> arm.days().stream()
                .filter(metrics -> metrics.has(Metric.CONVERSIONS))
                .mapToDouble(metrics -> Micros.toDouble(metrics.conversionMicros()))
                .average()
                .orElse(0));
    }
}
