package io.banditpipeline.core.mmm;

import java.util.List;

/**
 * Which terms the baseline has beside intercept and weekdays. A term that it has not gets a prior that leaves it at
 * zero.
 *
 * @param trend whether it has a linear trend
 * @param orders Fourier orders of the year's season
 */
record BaselineShape(boolean trend, int orders) {
    private static final double VAGUE = 1e-6;
    /** A prior standard deviation of ten times the noise. */
    private static final double WEAK = 0.01;
    /** A prior standard deviation of a millionth of the noise. */
    private static final double ABSENT = 1e12;

    /** The shapes that so many days may have, simplest first. */
    static List<BaselineShape> candidates(int days) {
        int most = mostOrders(days);
        return most == 0
                ? List.of(new BaselineShape(false, 0), new BaselineShape(true, 0))
                : List.of(
                        new BaselineShape(false, 0),
                        new BaselineShape(true, 0),
                        new BaselineShape(false, most),
                        new BaselineShape(true, most));
    }

    /** None below a year, two below two years, then three. */
    static int mostOrders(int days) {
        if (days < 365) {
            return 0;
        }
        return days < 730 ? 2 : 3;
    }

    /** Precision of a term's zero-mean prior, in units of the noise's precision. */
    double priorPrecision(int term) {
        if (term == 0) {
            return VAGUE;
        }
        boolean present = term == BaselineTerms.TREND ? trend : term < BaselineTerms.SEASON + 2 * orders;
        return present ? WEAK : ABSENT;
    }
}
