package io.banditpipeline;

import java.util.Set;

/** The ids of the pipeline's own workflows. */
public final class Workflows {
    /** Collects all that is due, checks it, learns, plans the next day of every campaign, and publishes budgets. */
    public static final String DAILY = "daily";

    /** Collects yesterday and today. */
    public static final String HOURLY = "hourly";

    /** Collects days of the past. */
    public static final String BACKFILL = "backfill";

    /** Fits the mix models. */
    public static final String MODEL = "model";

    /** All of them. */
    public static final Set<String> ALL = Set.of(DAILY, HOURLY, BACKFILL, MODEL);

    private Workflows() {}
}
