package io.banditpipeline.core.internal.collect;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.store.SliceSizeStore;
import io.banditpipeline.store.SliceSizeStore.SliceSize;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How many days at once a feed is asked for: as many as its source takes, unless that was too much lately. What was too
 * much is halved and remembered; as it may have been a bad day, the size is doubled again for every week since.
 * Thread-safe.
 */
final class SliceSizes {
    private static final Duration GROWS_AFTER = Duration.ofDays(7);
    private static final int MOST_DOUBLINGS = 20;

    private final SliceSizeStore store;
    private final InstantSource clock;

    /** @param clock how long ago a size was found */
    SliceSizes(SliceSizeStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The most days that a feed is asked for at once; at least 1. */
    int maxDays(String source, Account account, SourceProfile profile, Granularity granularity) {
        return store.find(source, account, profile.level(), granularity)
                .map(found -> grown(found, profile.maxSliceDays()))
                .orElse(profile.maxSliceDays());
    }

    /** Remembers that a slice of more than one day was too much. */
    void tooMuch(Slice slice) {
        note(slice, Math.toIntExact(slice.days().days() / 2));
    }

    /** Remembers that a slice was not too much, if that is news. */
    void wentWell(Slice slice) {
        Optional<SliceSize> found = store.find(slice.source(), slice.account(), slice.level(), slice.granularity());
        if (found.isPresent() && found.get().maxDays() < slice.days().days()) {
            note(slice, Math.toIntExact(slice.days().days()));
        }
    }

    private int grown(SliceSize found, int most) {
        long doublings = Math.max(0, Duration.between(found.notedAt(), now()).dividedBy(GROWS_AFTER));
        return (int) Math.min(most, (long) found.maxDays() << Math.min(doublings, MOST_DOUBLINGS));
    }

    private void note(Slice slice, int days) {
        store.note(slice.source(), slice.account(), slice.level(), slice.granularity(), new SliceSize(days, now()));
    }

    private Instant now() {
        return clock.instant();
    }
}
