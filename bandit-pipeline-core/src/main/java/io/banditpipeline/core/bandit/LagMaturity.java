package io.banditpipeline.core.bandit;

/** Share of a day's final conversions that have been reported at an age: the seam for delay correction. */
@FunctionalInterface
interface LagMaturity {
    /** Every conversion is reported at once. */
    LagMaturity IMMEDIATE = ageDays -> 1;

    /**
     * The share.
     *
     * @param ageDays days between the fact's day and the last complete day; at least 0
     * @return in (0, 1]
     */
    double at(long ageDays);
}
