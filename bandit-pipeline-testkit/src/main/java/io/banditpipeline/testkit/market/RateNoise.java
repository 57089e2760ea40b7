package io.banditpipeline.testkit.market;

import java.time.LocalDate;

/**
 * Ups and downs of an arm's rates: part of them by day, part by week, so that a rate of one day says something of the
 * next. All factors are exactly 1 without noise.
 *
 * @param deviation standard deviation of the logarithm of each rate
 */
record RateNoise(double deviation) {
    /** Shares of the standard deviation; their squares add up to 1. */
    private static final double BY_DAY = 0.8;

    private static final double BY_WEEK = 0.6;

    double costPerThousand(TrueArm arm, LocalDate day) {
        return factor(arm, day, 61);
    }

    double clickRate(TrueArm arm, LocalDate day) {
        return factor(arm, day, 63);
    }

    double conversionRate(TrueArm arm, LocalDate day) {
        return factor(arm, day, 65);
    }

    private double factor(TrueArm arm, LocalDate day, long salt) {
        if (deviation == 0) {
            return 1;
        }
        double ofDay = Keyed.normal(arm.key(), salt, day.toEpochDay());
        double ofWeek = Keyed.normal(arm.key(), salt + 1, Math.floorDiv(day.toEpochDay(), 7));
        return StrictMath.exp(deviation * (BY_DAY * ofDay + BY_WEEK * ofWeek));
    }
}
