package io.banditpipeline.core.mmm;

import java.time.LocalDate;

/**
 * What the outcome would be without media: intercept, linear trend, weekdays, and the year's season by Fourier terms (none
 * below one year of training days, two orders below two years, then three). Immutable.
 */
final class BaselineTerms {
    private static final double DAYS_OF_YEAR = 365.25;
    private static final int WEEKDAYS = 7;
    private static final double VAGUE = 1e-6;
    /** Prior standard deviation of every other term: ten times the noise. */
    private static final double WEAK = 0.01;

    private final double[][] columns;

    BaselineTerms(LocalDate firstDay, int allDays, int trainingDays) {
        int orders = orders(trainingDays);
        columns = new double[size(trainingDays)][allDays];
        for (int day = 0; day < allDays; day++) {
            LocalDate date = firstDay.plusDays(day);
            int column = 0;
            columns[column++][day] = 1;
            columns[column++][day] = day / (double) Math.max(1, trainingDays - 1) - 0.5;
            for (int weekday = 1; weekday < WEEKDAYS; weekday++) {
                columns[column++][day] = weekdayEffect(date.getDayOfWeek().getValue(), weekday);
            }
            for (int order = 1; order <= orders; order++) {
                double angle = 2 * Math.PI * order * (date.toEpochDay() / DAYS_OF_YEAR);
                columns[column++][day] = StrictMath.sin(angle);
                columns[column++][day] = StrictMath.cos(angle);
            }
        }
    }

    /** Coded so that the seven effects add up to zero. */
    private static double weekdayEffect(int actual, int weekday) {
        if (actual == WEEKDAYS) {
            return -1;
        }
        return actual == weekday ? 1 : 0;
    }

    /** The number of terms. */
    static int size(int trainingDays) {
        return 1 + WEEKDAYS + 2 * orders(trainingDays);
    }

    private static int orders(int trainingDays) {
        if (trainingDays < 365) {
            return 0;
        }
        return trainingDays < 730 ? 2 : 3;
    }

    int size() {
        return columns.length;
    }

    double[] column(int term) {
        return columns[term];
    }

    /** Precision of a term's zero-mean prior, in units of the noise's precision. */
    double priorPrecision(int term) {
        return term == 0 ? VAGUE : WEAK;
    }
}
