package io.banditpipeline.store;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import java.time.Instant;
import java.util.Optional;

/** How many days at once a platform was able to answer for, by feed: found out the hard way, and remembered. */
public interface SliceSizeStore {
    /**
     * A size that was found.
     *
     * @param maxDays the most days that are asked for at once; at least 1
     * @param notedAt when it was found
     */
    record SliceSize(int maxDays, Instant notedAt) {
        /** @throws IllegalArgumentException if {@code maxDays} is below 1 */
        public SliceSize {
            if (maxDays < 1) {
                throw new IllegalArgumentException("maxDays must be at least 1, but is " + maxDays);
            }
        }
    }

    /** What was noted last of a feed; empty if nothing was. */
    Optional<SliceSize> find(String source, Account account, Level level, Granularity granularity);

    /** Notes a size; the latest call stands. */
    void note(String source, Account account, Level level, Granularity granularity, SliceSize size);
}
