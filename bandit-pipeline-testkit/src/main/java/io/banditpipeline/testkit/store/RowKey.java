package io.banditpipeline.testkit.store;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Observation;
import java.time.Instant;
import java.util.Comparator;

/** An entity and an interval: what revisions are revisions of. */
record RowKey(EntityKey entity, Granularity granularity, Instant start) implements Comparable<RowKey> {
    private static final Comparator<RowKey> ORDER = Comparator.comparing(RowKey::entity)
            .thenComparing(RowKey::granularity)
            .thenComparing(RowKey::start);

    static RowKey of(Account account, Observation row) {
        EntityKey entity = EntityKey.of(account, row.entity());
        return new RowKey(entity, row.interval().granularity(), row.interval().start());
    }

    @Override
    public int compareTo(RowKey other) {
        return ORDER.compare(this, other);
    }
}
