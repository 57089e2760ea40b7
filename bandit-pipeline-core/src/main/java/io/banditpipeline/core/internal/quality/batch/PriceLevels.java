package io.banditpipeline.core.internal.quality.batch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * How the prices of an account's arms stand to what each arm usually pays, day by day.
 *
 * <p>The price of an arm's day is the mean of the logarithms of its CPM and CPC; the account's level of a day is the
 * median over arms of price less the arm's own median; the step of a day is its level less the median level of the
 * seven days before, so that trends and seasons are none.
 */
final class PriceLevels {
    private static final double LEAST_IMPRESSIONS = 100;
    private static final double LEAST_CLICKS = 5;
    private static final int BASE_DAYS = 7;
    private static final int LEAST_BASE_DAYS = 4;

    private final ArmDays days;
    private final LocalDate day;
    private final int pastDays;
    private final List<ArmPrices> arms = new ArrayList<>();

    /** The prices of one arm: of the past days, oldest first, then of the day itself; less the arm's median. */
    private record ArmPrices(double[] cpm, double[] cpc, double[] price) {
        double step(int index) {
            return PriceLevels.step(price, index);
        }
    }

    private PriceLevels(ArmDays days, LocalDate day, int pastDays) {
        this.days = days;
        this.day = day;
        this.pastDays = pastDays;
    }

    /**
     * Looks at a day and those before it.
     *
     * @param pastDays how many days before it
     * @param minDays the fewest of them that an arm must have a price of
     */
    static PriceLevels of(ArmDays days, LocalDate day, int pastDays, long minDays) {
        PriceLevels levels = new PriceLevels(days, day, pastDays);
        days.arms().forEach(arm -> levels.add(arm, minDays));
        return levels;
    }

    private void add(String arm, long minDays) {
        double[] cpm = new double[pastDays + 1];
        double[] cpc = new double[pastDays + 1];
        double[] price = new double[pastDays + 1];
        for (int i = 0; i <= pastDays; i++) {
            LocalDate past = day.minusDays(pastDays - i);
            Totals totals = i == pastDays ? days.inSlice(arm, day) : days.known(arm, past);
            cpm[i] = totals == null ? Double.NaN : log(totals.cost(), totals.impressions(), LEAST_IMPRESSIONS);
            cpc[i] = totals == null ? Double.NaN : log(totals.cost(), totals.clicks(), LEAST_CLICKS);
        }
        centre(cpm);
        centre(cpc);
        for (int i = 0; i <= pastDays; i++) {
            price[i] = Double.isNaN(cpc[i]) ? cpm[i] : Double.isNaN(cpm[i]) ? cpc[i] : (cpm[i] + cpc[i]) / 2;
        }
        if (!Double.isNaN(price[pastDays]) && Robust.count(price) > minDays) {
            arms.add(new ArmPrices(cpm, cpc, price));
        }
    }

    private static double log(double cost, double volume, double leastVolume) {
        return volume < leastVolume || cost <= 0 ? Double.NaN : Math.log(cost / volume);
    }

    private static void centre(double[] values) {
        double median = Robust.median(values);
        for (int i = 0; i < values.length; i++) {
            values[i] -= median;
        }
    }

    /** How many arms have a price of the day and enough prices before it. */
    int armCount() {
        return arms.size();
    }

    /** The logarithm of the factor by which the account's prices stepped on the day; not a number if nothing tells. */
    double step() {
        return step(levels(), pastDays);
    }

    /** The steps of the days before; not a number where nothing tells. */
    double[] pastSteps() {
        double[] levels = levels();
        double[] steps = new double[pastDays];
        for (int i = 0; i < pastDays; i++) {
            steps[i] = step(levels, i);
        }
        return steps;
    }

    /** The share of arms whose own step is within a distance of the account's, or within three of their own spreads. */
    double agreement(double distance) {
        double step = step();
        long agreeing = arms.stream()
                .filter(arm -> {
                    double[] past = new double[pastDays];
                    for (int i = 0; i < pastDays; i++) {
                        past[i] = arm.step(i);
                    }
                    double own = Robust.count(past) == 0 ? 0 : 3 * Robust.spread(past);
                    return Math.abs(arm.step(pastDays) - step) <= Math.max(distance, own);
                })
                .count();
        return arms.isEmpty() ? 0 : (double) agreeing / arms.size();
    }

    /** How much further CPC stepped than CPM: none where only the currency changes; 0 where one of them is unknown. */
    double clickRateStep() {
        double step = Robust.median(arms.stream()
                .mapToDouble(arm -> step(arm.cpc(), pastDays) - step(arm.cpm(), pastDays))
                .toArray());
        return Double.isNaN(step) ? 0 : step;
    }

    private double[] levels() {
        double[] levels = new double[pastDays + 1];
        for (int i = 0; i <= pastDays; i++) {
            int index = i;
            levels[i] = Robust.median(
                    arms.stream().mapToDouble(arm -> arm.price()[index]).toArray());
        }
        return levels;
    }

    private static double step(double[] values, int index) {
        double[] base = new double[BASE_DAYS];
        for (int i = 0; i < BASE_DAYS; i++) {
            base[i] = index - 1 - i < 0 ? Double.NaN : values[index - 1 - i];
        }
        return Robust.count(base) < LEAST_BASE_DAYS ? Double.NaN : values[index] - Robust.median(base);
    }
}
