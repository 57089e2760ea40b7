package io.banditpipeline.metric;

/** A quantity that platforms report and that can be added up. */
public enum Metric {
    /** Times an ad was shown. */
    IMPRESSIONS,
    /** Clicks on an ad. */
    CLICKS,
    /** Conversions that the platform claims; fractional, in micros of one conversion. */
    CONVERSIONS,
    /** Money spent, in micros of the account's currency. */
    COST,
    /** Revenue that the platform claims, in micros of the account's currency. */
    REVENUE;

    /** Whether it is counted in whole numbers. */
    public boolean isCount() {
        return this == IMPRESSIONS || this == CLICKS;
    }

    /** Whether it is an amount of a currency. */
    public boolean isMoney() {
        return this == COST || this == REVENUE;
    }
}
