package io.banditpipeline.metric;

import io.banditpipeline.campaign.Level;
import java.util.Objects;
import java.util.Set;

/**
 * What a source can do, so that slices are planned for it.
 *
 * @param level the level of its rows
 * @param granularities hours, days or both; not empty
 * @param restatementDays how many past days may still change: they are fetched again on every run; at least 0
 * @param maxSliceDays the most days that it is asked for at once; at least 1
 */
public record SourceProfile(Level level, Set<Granularity> granularities, int restatementDays, int maxSliceDays) {
    /** Past days that may still change unless a source knows better: 28. */
    public static final int DEFAULT_RESTATEMENT_DAYS = 28;

    /** Days asked for at once unless a source knows better: 31. */
    public static final int DEFAULT_MAX_SLICE_DAYS = 31;

    /** @throws IllegalArgumentException if a number is out of its range or there is no granularity */
    public SourceProfile {
        Objects.requireNonNull(level, "level");
        granularities = Set.copyOf(granularities);
        if (granularities.isEmpty()) {
            throw new IllegalArgumentException("granularities must not be empty");
        }
        if (restatementDays < 0) {
            throw new IllegalArgumentException("restatementDays must not be negative, but is " + restatementDays);
        }
        if (maxSliceDays < 1) {
            throw new IllegalArgumentException("maxSliceDays must be at least 1, but is " + maxSliceDays);
        }
    }

    /** Daily rows of platform campaigns, 28 days restated, 31 days at once. */
    public static SourceProfile ofDefaults() {
        return new SourceProfile(
                Level.CAMPAIGN, Set.of(Granularity.DAY), DEFAULT_RESTATEMENT_DAYS, DEFAULT_MAX_SLICE_DAYS);
    }
}
