package io.banditpipeline.benchmarks.quality;

import io.banditpipeline.testkit.fault.Fault;

/**
 * A fault to be found.
 *
 * @param kind the row of the confusion table that it counts for
 * @param fault the fault
 * @param extent how much of the market it hits
 * @param days which days it hits
 * @param feed in which world it is planted
 */
record FaultCase(String kind, Fault fault, Extent extent, Days days, Feed feed) {
    /** How much of the market is hit. */
    enum Extent {
        ARM,
        ACCOUNT,
        PLATFORM
    }

    /** Which days are hit. */
    enum Days {
        /** The newest complete day, from its first fetch on. */
        NEWEST,
        /** All days, in every fetch from now on: a source that was changed for the worse. */
        ALL_FROM_NOW,
        /** One settled day, in every fetch from now on. */
        SETTLED
    }

    /** The granularity in which the market is collected. */
    enum Feed {
        DAILY,
        HOURLY
    }

    @Override
    public String toString() {
        return fault + ", " + extent + ", " + days + ", " + feed;
    }
}
