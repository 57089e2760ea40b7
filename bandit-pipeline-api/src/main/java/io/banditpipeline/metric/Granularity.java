package io.banditpipeline.metric;

/** How long an interval is. */
public enum Granularity {
    /** One hour on the clock of UTC instants; less where a zone turns its clock by half an hour. */
    HOUR,
    /** One local day of the account: 23, 24 or 25 hours, or whatever its zone makes of it. */
    DAY
}
