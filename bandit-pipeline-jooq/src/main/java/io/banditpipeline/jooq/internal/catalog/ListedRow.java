package io.banditpipeline.jooq.internal.catalog;

import static io.banditpipeline.jooq.internal.db.Tables.PLATFORM_ENTITY;

import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.jooq.internal.sql.Codes;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.store.CatalogStore.ListedEntity;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * An entity as its row has it.
 *
 * @param entity the entity
 * @param firstSeenUs when it was listed first
 * @param lastSeenUs when it was listed last, or null if the latest listing has it
 */
record ListedRow(Entity entity, long firstSeenUs, @Nullable Long lastSeenUs) {
    static ListedRow read(Record row) {
        Short parentLevel = row.get(PLATFORM_ENTITY.PARENT_LEVEL);
        EntityRef parent = parentLevel == null
                ? null
                : new EntityRef(Codes.level(parentLevel), row.get(PLATFORM_ENTITY.PARENT_ID));
        EntityRef ref = new EntityRef(Codes.level(row.get(PLATFORM_ENTITY.LEVEL)), row.get(PLATFORM_ENTITY.ENTITY_ID));
        Entity entity = new Entity(
                ref,
                Texts.decode(row.get(PLATFORM_ENTITY.NAME)),
                parent,
                Entity.Status.valueOf(row.get(PLATFORM_ENTITY.STATUS)));
        return new ListedRow(entity, row.get(PLATFORM_ENTITY.FIRST_SEEN_US), row.get(PLATFORM_ENTITY.LAST_SEEN_US));
    }

    boolean isListed() {
        return lastSeenUs == null;
    }

    /** As the latest listing has it. */
    ListedRow listedAs(Entity now) {
        return new ListedRow(now, firstSeenUs, null);
    }

    /** Missing in a listing for the first time. */
    ListedRow removed(long lastListedUs) {
        return new ListedRow(entity.withStatus(Entity.Status.REMOVED), firstSeenUs, lastListedUs);
    }

    /** @param lastListedUs when the latest listing was made */
    ListedEntity toListed(long lastListedUs) {
        return new ListedEntity(
                entity, Times.instant(firstSeenUs), Times.instant(lastSeenUs == null ? lastListedUs : lastSeenUs));
    }
}
