package io.banditpipeline.core.anomaly;

/**
 * How far a value is from what was expected.
 *
 * @param strength 1 is as far as it takes for an alarm; 0 while too little is known
 * @param isAbove whether it is above what was expected
 * @param expected what was expected, in the unit of values; NaN while that is not known
 */
record Deviation(double strength, boolean isAbove, double expected) {
    static final Deviation UNKNOWN = new Deviation(0, false, Double.NaN);

    /** The stronger of two; the expectation stays this one's. */
    Deviation or(Deviation other) {
        return other.strength > strength ? new Deviation(other.strength, other.isAbove, expected) : this;
    }
}
