package io.banditpipeline.core.internal.quality.history;

/**
 * How well two things that say the same agree. Additive: the consistency of many is that of their sums.
 *
 * @param agreed what both say, {@code sum max(|a|, |b|) - sum |a - b|}, but not below 0: the numerator of consistency
 * @param largest {@code sum max(|a|, |b|)}: its denominator; 0 if there was nothing to compare
 * @param violations how many pairs were further apart than allowed
 */
public record Reconciliation(double agreed, double largest, long violations) {
    /** Nothing was compared; the neutral element of {@link #plus}. */
    public static final Reconciliation NONE = new Reconciliation(0, 0, 0);

    /**
     * Compares two numbers.
     *
     * @param share the share of the larger one that they may be apart
     * @param unit how far they may be apart in any case
     */
    public static Reconciliation of(long a, long b, double share, double unit) {
        double apart = Math.abs((double) a - b);
        double larger = Math.max(Math.abs((double) a), Math.abs((double) b));
        return new Reconciliation(Math.max(0, larger - apart), larger, apart > Math.max(share * larger, unit) ? 1 : 0);
    }

    /** Whether all pairs were near enough. */
    public boolean agrees() {
        return violations == 0;
    }

    /** Both together. */
    public Reconciliation plus(Reconciliation other) {
        return new Reconciliation(
                agreed + other.agreed, largest + other.largest, Math.addExact(violations, other.violations));
    }
}
