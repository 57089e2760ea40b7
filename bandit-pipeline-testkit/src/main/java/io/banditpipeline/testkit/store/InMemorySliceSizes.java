package io.banditpipeline.testkit.store;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.store.SliceSizeStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sizes of slices in memory. */
final class InMemorySliceSizes implements SliceSizeStore {
    private final Object lock;
    private final Map<Feed, SliceSize> sizes = new HashMap<>();

    InMemorySliceSizes(Object lock) {
        this.lock = lock;
    }

    private record Feed(String source, String platform, String accountId, Level level, Granularity granularity) {
        static Feed of(String source, Account account, Level level, Granularity granularity) {
            return new Feed(source, account.platform(), account.id(), level, granularity);
        }
    }

    @Override
    public Optional<SliceSize> find(String source, Account account, Level level, Granularity granularity) {
        synchronized (lock) {
            return Optional.ofNullable(sizes.get(Feed.of(source, account, level, granularity)));
        }
    }

    @Override
    public void note(String source, Account account, Level level, Granularity granularity, SliceSize size) {
        SliceSize kept = new SliceSize(size.maxDays(), Kept.micros(size.notedAt()));
        synchronized (lock) {
            sizes.put(Feed.of(source, account, level, granularity), kept);
        }
    }
}
