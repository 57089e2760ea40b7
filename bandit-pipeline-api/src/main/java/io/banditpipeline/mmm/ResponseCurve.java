package io.banditpipeline.mmm;

/**
 * What a channel brings per day when it spends the same amount every day: increasing, concave, 0 at 0.
 *
 * <p>Spend and response are in units (not micros) of one currency per day. Implementations are immutable.
 */
public interface ResponseCurve {
    /** The response to a daily spend; {@code spend >= 0}. */
    double response(double spend);

    /** The response to one more unit of spend, at a daily spend; never negative, never rising with spend. */
    double marginal(double spend);

    /**
     * The spend at which the marginal response has fallen to a value: 0 if it starts below it, positive infinity if it
     * never falls that far.
     *
     * @param marginal a marginal response; positive
     */
    double spendAtMarginal(double marginal);
}
