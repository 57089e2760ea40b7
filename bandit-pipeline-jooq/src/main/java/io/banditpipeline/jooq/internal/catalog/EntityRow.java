package io.banditpipeline.jooq.internal.catalog;

import io.banditpipeline.campaign.EntityRef;

/**
 * An entity of an arm as its row has it.
 *
 * @param armNo the arm's number
 * @param entityNo its number
 * @param accountNo the account's number
 * @param entity level and id
 * @param active whether the arm still lists it
 */
record EntityRow(long armNo, long entityNo, int accountNo, EntityRef entity, boolean active) {
    EntityRow withActive(boolean other) {
        return new EntityRow(armNo, entityNo, accountNo, entity, other);
    }

    Key key() {
        return new Key(accountNo, entity);
    }

    /** What tells entities apart. */
    record Key(int accountNo, EntityRef entity) {}
}
