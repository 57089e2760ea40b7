package io.banditpipeline.metric;

/** What became of a quantity that was to be written in the canonical unit of its {@link Metric}. */
public sealed interface Quantity {
    /**
     * It fits.
     *
     * @param value the canonical value, as {@link Metrics} keeps it
     */
    record Exact(long value) implements Quantity {}

    /**
     * It does not fit, so that it is not reported rather than bent.
     *
     * @param misfit what is wrong
     * @param text the same for a person, with the value and what was expected
     */
    record Unfit(Misfit misfit, String text) implements Quantity {}

    /** Why a quantity does not fit. */
    enum Misfit {
        /** The text is no decimal number. */
        NOT_A_NUMBER,
        /** A part of an impression or click. */
        FRACTION,
        /** More than a long holds. */
        OVERFLOW,
        /** The currency has no minor unit, such as gold. */
        NO_MINOR_UNIT
    }
}
