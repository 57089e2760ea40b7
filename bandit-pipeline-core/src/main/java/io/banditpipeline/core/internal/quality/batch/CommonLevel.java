package io.banditpipeline.core.internal.quality.batch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How a quantity of all arms of an account moves together, day by day, in logarithms.
 *
 * <p>An arm's value counts less the arm's own median, so that arms of any size compare; the account's level of a day is
 * the median over its arms; the step of a day is its level less the median level of the seven days before, so that
 * trends and seasons are none.
 */
final class CommonLevel {
    private static final int BASE_DAYS = 7;
    private static final int LEAST_BASE_DAYS = 4;

    private final int pastDays;
    private final List<double[]> arms;
    private final double[] levels;

    private CommonLevel(int pastDays, List<double[]> arms) {
        this.pastDays = pastDays;
        this.arms = arms;
        this.levels = IntStream.rangeClosed(0, pastDays)
                .mapToDouble(i ->
                        Robust.median(arms.stream().mapToDouble(arm -> arm[i]).toArray()))
                .toArray();
    }

    /**
     * Looks at a day of the slice and those before it.
     *
     * @param quantity the quantity's logarithm; not a number where a day has too little to tell
     * @param pastDays how many days before it
     * @param minDays the fewest of them that an arm must have a value of
     */
    static CommonLevel of(ArmDays days, LocalDate day, ToDoubleFunction<Totals> quantity, int pastDays, long minDays) {
        List<double[]> arms = new ArrayList<>();
        for (String arm : days.arms()) {
            double[] values = new double[pastDays + 1];
            for (int i = 0; i <= pastDays; i++) {
                LocalDate then = day.minusDays(pastDays - i);
                Totals totals = i == pastDays ? days.inSlice(arm, day) : days.known(arm, then);
                values[i] = totals == null ? Double.NaN : quantity.applyAsDouble(totals);
            }
            if (!Double.isNaN(values[pastDays]) && Robust.count(values) > minDays) {
                double median = Robust.median(values);
                arms.add(IntStream.rangeClosed(0, pastDays)
                        .mapToDouble(i -> values[i] - median)
                        .toArray());
            }
        }
        return new CommonLevel(pastDays, arms);
    }

    /** How many arms have a value of the day and enough before it. */
    int armCount() {
        return arms.size();
    }

    /** The logarithm of the factor by which the account stepped on the day; not a number if nothing tells. */
    double step() {
        return step(levels, pastDays);
    }

    /** The steps of the days before; not a number where nothing tells. */
    double[] pastSteps() {
        return pastSteps(levels);
    }

    /** The share of arms whose own step is within a distance of the account's, or within three of their own spreads. */
    double agreement(double distance) {
        double step = step();
        long agreeing = arms.stream()
                .filter(arm -> {
                    double[] past = pastSteps(arm);
                    double own = Robust.count(past) == 0 ? 0 : 3 * Robust.spread(past);
                    return Math.abs(step(arm, pastDays) - step) <= Math.max(distance, own);
                })
                .count();
        return arms.isEmpty() ? 0 : (double) agreeing / arms.size();
    }

    private double[] pastSteps(double[] values) {
        return IntStream.range(0, pastDays).mapToDouble(i -> step(values, i)).toArray();
    }

    private static double step(double[] values, int index) {
        double[] base = new double[BASE_DAYS];
        for (int i = 0; i < BASE_DAYS; i++) {
            base[i] = index - 1 - i < 0 ? Double.NaN : values[index - 1 - i];
        }
        return Robust.count(base) < LEAST_BASE_DAYS ? Double.NaN : values[index] - Robust.median(base);
    }
}
