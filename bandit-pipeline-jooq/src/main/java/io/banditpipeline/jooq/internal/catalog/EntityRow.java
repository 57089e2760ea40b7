package io.banditpipeline.jooq.internal.catalog;

import io.banditpipeline.campaign.EntityRef;
import org.jspecify.annotations.Nullable;

/**
 * An entity of an arm as its row has it.
 *
 * @param armNo the arm's number
 * @param entityNo its number
 * @param accountNo the account's number
 * @param entity level and id
 * @param position its place among the arm's entities, or null if it is no longer listed
 */
record EntityRow(long armNo, long entityNo, int accountNo, EntityRef entity, @Nullable Long position) {
    boolean active() {
        return position != null;
    }

    EntityRow at(@Nullable Long otherPosition) {
        return new EntityRow(armNo, entityNo, accountNo, entity, otherPosition);
    }

    Key key() {
        return new Key(accountNo, entity);
    }

    /** What tells entities apart. */
    record Key(int accountNo, EntityRef entity) {}
}
