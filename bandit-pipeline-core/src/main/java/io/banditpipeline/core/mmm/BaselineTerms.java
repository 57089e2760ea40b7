package io.banditpipeline.core.mmm;

import java.time.LocalDate;

/**
 * What the outcome would be without media: intercept, linear trend, weekdays, and the year's season by Fourier terms.
 * Which of them a fit uses is told by its {@link BaselineShape}. Immutable.
 */
final class BaselineTerms {
    private static final double DAYS_OF_YEAR = 365.25;
    private static final int WEEKDAYS = 7;
    /** Index of the trend. */
    static final int TREND = 1;
    /** Index of the first Fourier term. */
    static final int SEASON = 1 + WEEKDAYS;

    private final double[][] columns;

    BaselineTerms(LocalDate firstDay, int allDays, int trainingDays) {
        int orders = BaselineShape.mostOrders(trainingDays);
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
        return SEASON + 2 * BaselineShape.mostOrders(trainingDays);
    }

    int size() {
        return columns.length;
    }

    double[] column(int term) {
        return columns[term];
    }
}
