package io.banditpipeline.jooq.internal.catalog;

import static io.banditpipeline.jooq.internal.db.Tables.PLATFORM_ENTITY;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.jooq.internal.sql.Codes;
import io.banditpipeline.jooq.internal.sql.RowBatch;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Saves what a platform lists of an account: compares it with what is stored and writes only the rows that differ. That
 * all others were seen again is noted once, with the listing. One use.
 */
final class ListingSave {
    private static final List<Field<?>> COLUMNS = List.of(
            PLATFORM_ENTITY.PLATFORM,
            PLATFORM_ENTITY.ACCOUNT_ID,
            PLATFORM_ENTITY.LEVEL,
            PLATFORM_ENTITY.ENTITY_ID,
            PLATFORM_ENTITY.NAME,
            PLATFORM_ENTITY.PARENT_LEVEL,
            PLATFORM_ENTITY.PARENT_ID,
            PLATFORM_ENTITY.STATUS,
            PLATFORM_ENTITY.FIRST_SEEN_US,
            PLATFORM_ENTITY.LAST_SEEN_US);

    private final ListingTable table;
    private final RowBatch batch;
    private final Map<EntityRef, Entity> listed = new LinkedHashMap<>();
    private final long atUs;

    /** @param atUs when the entities were listed, in epoch microseconds */
    ListingSave(Session session, Account account, Collection<Entity> entities, long atUs) {
        this.table = new ListingTable(session, account);
        this.batch = RowBatch.upsert(session, PLATFORM_ENTITY, COLUMNS);
        this.atUs = atUs;
        for (Entity entity : entities) {
            Entity other = listed.put(entity.ref(), entity);
            if (other != null && !other.equals(entity)) {
                throw CatalogSave.refused("Entity " + entity.ref().id() + " ("
                        + entity.ref().level() + ") of account " + account.key()
                        + " is listed twice, and not the same: " + other + " and " + entity);
            }
        }
    }

    void run() {
        Long before = table.lockListedUs();
        if (before == null) {
            table.addListing(atUs);
            listed.values().forEach(entity -> write(new ListedRow(entity, atUs, null)));
        } else if (atUs >= before) {
            compare(before);
            if (atUs > before) {
                table.changeListing(atUs);
            }
        }
        batch.flush();
    }

    private void compare(long lastListedUs) {
        for (ListedRow row : table.rows()) {
            ListedRow after = after(row, listed.remove(row.entity().ref()), lastListedUs);
            if (!after.equals(row)) {
                write(after);
            }
        }
        listed.values().forEach(entity -> write(new ListedRow(entity, atUs, null)));
    }

    private static ListedRow after(ListedRow row, @Nullable Entity now, long lastListedUs) {
        if (now != null) {
            return row.listedAs(now);
        }
        return row.isListed() ? row.removed(lastListedUs) : row;
    }

    private void write(ListedRow row) {
        Entity entity = row.entity();
        EntityRef parent = entity.parent();
        batch.add(
                entity.ref(),
                Texts.key("platform", table.account().platform(), 190),
                Texts.key("account id", table.account().id(), 190),
                Codes.of(entity.ref().level()),
                Texts.key("entity id", entity.ref().id(), 190),
                Texts.encode(entity.name()),
                parent == null ? null : Codes.of(parent.level()),
                parent == null ? null : Texts.key("parent id", parent.id(), 190),
                entity.status().name(),
                row.firstSeenUs(),
                row.lastSeenUs());
    }
}
