package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.quality.AccountHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How the conversions of a day come in: the share {@code F(a) = 1 - exp(-(a + 1/2) / tau)} of the final ones is known
 * at age a, in days since the day was over; half a day is the mean age of a day's events at its end.
 *
 * @param tauDays mean delay in days; positive
 */
record Settling(double tauDays) {
    private static final double[] TAUS = {
        0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.3, 1.6, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 10, 12, 15, 20, 30
    };
    private static final int MOST_AGES = 28;
    private static final long ENOUGH = 20_000_000;
    private static final int FEWEST_AGES = 5;

    /** What a day had at an age, and what it has some days later. */
    private record Growth(int age, int step, double was, double is) {}

    /** The share of the final conversions that is known at an age; from 0 to 1. */
    double share(double age) {
        return age < 0 ? 0 : -Math.expm1(-(age + 0.5) / tauDays);
    }

    /** By which share of what is known the conversions of a day grow from one age to a later one. */
    double growth(double from, double to) {
        return share(to) / Math.max(share(from), 1e-6) - 1;
    }

    /**
     * The curve that fits best what the latest collection of some accounts has changed: least absolute deviations of
     * the growth of all arms together, by age. As in the chain ladder of claims reserving (Mack 1993), days of all
     * ages, seen at two moments, show the whole curve.
     *
     * @param fallback what to answer if the accounts do not show enough
     */
    static Settling fit(List<AccountHistory> accounts, Settling fallback) {
        List<Growth> seen = new ArrayList<>();
        for (AccountHistory account : accounts) {
            OptionalLong moved = Days.step(account);
            if (moved.isPresent() && moved.getAsLong() >= 1 && moved.getAsLong() <= 7) {
                seen.addAll(growths(account, (int) moved.getAsLong()));
            }
        }
        return seen.size() < FEWEST_AGES ? fallback : best(seen, fallback);
    }

    private static Settling best(List<Growth> seen, Settling fallback) {
        Settling best = fallback;
        double least = Double.POSITIVE_INFINITY;
        for (double tau : TAUS) {
            Settling candidate = new Settling(tau);
            double sum = 0;
            for (Growth growth : seen) {
                double expected = Math.log1p(candidate.growth(growth.age(), growth.age() + growth.step()));
                sum += Math.sqrt(growth.was()) * Math.abs(Math.log(growth.is() / growth.was()) - expected);
            }
            if (sum < least) {
                least = sum;
                best = candidate;
            }
        }
        return best;
    }

    private static List<Growth> growths(AccountHistory account, int step) {
        List<Growth> seen = new ArrayList<>();
        for (int age = 0; age < MOST_AGES; age++) {
            LocalDate day = account.lastDay().minusDays(age + step);
            long was = account.arms().stream()
                    .mapToLong(arm -> arm.before(day).orZero(Metric.CONVERSIONS))
                    .sum();
            long is = account.arms().stream()
                    .filter(arm -> arm.before(day).has(Metric.CONVERSIONS))
                    .mapToLong(arm -> arm.on(day).orZero(Metric.CONVERSIONS))
                    .sum();
            if (was >= ENOUGH && is > 0) {
                seen.add(new Growth(age, step, was, is));
            }
        }
        return seen;
    }
}
