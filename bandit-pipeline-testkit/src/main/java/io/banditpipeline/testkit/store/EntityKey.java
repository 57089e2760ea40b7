package io.banditpipeline.testkit.store;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import java.util.Comparator;

/** An entity of an account: what tells it from all others. */
record EntityKey(String platform, String accountId, Level level, String entityId) implements Comparable<EntityKey> {
    private static final Comparator<EntityKey> ORDER = Comparator.comparing(EntityKey::platform)
            .thenComparing(EntityKey::accountId)
            .thenComparing(EntityKey::level)
            .thenComparing(EntityKey::entityId);

    static EntityKey of(Account account, EntityRef entity) {
        return new EntityKey(account.platform(), account.id(), entity.level(), entity.id());
    }

    boolean isOf(Account account, Level ofLevel) {
        return platform.equals(account.platform()) && accountId.equals(account.id()) && level == ofLevel;
    }

    @Override
    public int compareTo(EntityKey other) {
        return ORDER.compare(this, other);
    }
}
