package io.banditpipeline.jooq.internal.catalog;

import static io.banditpipeline.jooq.internal.db.Tables.ARM_ENTITY;
import static io.banditpipeline.jooq.internal.db.Tables.METRIC;

import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.jooq.internal.catalog.EntityRow.Key;
import io.banditpipeline.jooq.internal.sql.Codes;
import io.banditpipeline.jooq.internal.sql.RowBatch;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;

/**
 * Replaces the entities of arms. One that is no longer listed is forgotten if it has no rows, and stays known
 * otherwise: its rows are part of the arm's history. One use.
 */
final class EntitySave {
    private static final List<Field<?>> COLUMNS = List.of(
            ARM_ENTITY.ARM_NO,
            ARM_ENTITY.ENTITY_NO,
            ARM_ENTITY.ACCOUNT_NO,
            ARM_ENTITY.LEVEL,
            ARM_ENTITY.ENTITY_ID,
            ARM_ENTITY.ACTIVE);

    private final Session session;
    private final List<EntityRow> known;
    private final Map<Long, Arm> arms;
    private final Map<Long, String> armIds;
    private final Map<Key, Long> wanted = new HashMap<>();
    private final List<EntityRow> written = new ArrayList<>();

    /**
     * @param known all entities of the database
     * @param arms the arms to be saved, by number
     * @param armIds the ids of all arms, by number
     * @param accountNos the numbers of all accounts, by key
     */
    EntitySave(
            Session session,
            List<EntityRow> known,
            Map<Long, Arm> arms,
            Map<Long, String> armIds,
            Map<String, Integer> accountNos) {
        this.session = session;
        this.known = known;
        this.arms = arms;
        this.armIds = armIds;
        arms.forEach((armNo, arm) -> list(armNo, arm, AccountCatalog.number(accountNos, arm.account())));
    }

    void run() {
        Map<Key, EntityRow> kept = new HashMap<>();
        known.forEach(row -> keep(row, kept));
        requireOneLevel(kept);
        long next = Numbers.next(session, ARM_ENTITY, ARM_ENTITY.ENTITY_NO);
        List<Map.Entry<Key, Long>> added = wanted.entrySet().stream()
                .filter(entry -> !kept.containsKey(entry.getKey()))
                .sorted(Comparator.comparing(
                                (Map.Entry<Key, Long> entry) -> armIds.get(entry.getValue()), Texts.byCodePoint())
                        .thenComparing(entry -> entry.getKey().entity().id(), Texts.byCodePoint()))
                .toList();
        for (Map.Entry<Key, Long> entry : added) {
            Key key = entry.getKey();
            written.add(new EntityRow(entry.getValue(), next++, key.accountNo(), key.entity(), true));
        }
        write();
    }

    private void list(long armNo, Arm arm, int accountNo) {
        for (EntityRef entity : arm.entities()) {
            Long other = wanted.put(new Key(accountNo, entity), armNo);
            if (other != null && other != armNo) {
                throw CatalogSave.refused("Entity " + entity.id() + " (" + entity.level() + ") of account "
                        + arm.account().key() + " belongs to two arms, " + armIds.get(other) + " and " + arm.id()
                        + ": its rows would count twice");
            }
        }
    }

    /** Decides what becomes of a known entity. */
    private void keep(EntityRow row, Map<Key, EntityRow> kept) {
        Long wantedBy = wanted.get(row.key());
        if (wantedBy != null && wantedBy == row.armNo()) {
            update(row, true, kept);
        } else if (wantedBy == null && !arms.containsKey(row.armNo())) {
            kept.put(row.key(), row);
        } else if (wantedBy != null && !arms.containsKey(row.armNo()) && row.active()) {
            throw belongsElsewhere(row, wantedBy);
        } else if (!hasRows(row)) {
            delete(row);
        } else if (wantedBy != null) {
            throw belongsElsewhere(row, wantedBy);
        } else {
            update(row, false, kept);
        }
    }

    private RuntimeException belongsElsewhere(EntityRow row, long wantedBy) {
        return CatalogSave.refused(
                "Entity " + row.entity().id() + " (" + row.entity().level() + ") is to belong to arm "
                        + armIds.get(wantedBy) + ", but it belongs to arm " + armIds.get(row.armNo())
                        + (row.active() && !arms.containsKey(row.armNo())
                                ? ": take it from that arm first"
                                : ", whose stored rows it is part of: leave it there"));
    }

    private void update(EntityRow row, boolean active, Map<Key, EntityRow> kept) {
        EntityRow after = row.withActive(active);
        kept.put(row.key(), after);
        if (!after.equals(row)) {
            written.add(after);
        }
    }

    /** Rows of different levels overlap, also those of entities that are no longer listed. */
    private void requireOneLevel(Map<Key, EntityRow> kept) {
        for (EntityRow row : kept.values()) {
            Arm arm = arms.get(row.armNo());
            if (arm != null
                    && !arm.entities().isEmpty()
                    && arm.entities().get(0).level() != row.entity().level()) {
                throw CatalogSave.refused("Arm " + arm.id() + " is to have entities of level "
                        + arm.entities().get(0).level() + ", but has stored rows of level "
                        + row.entity().level() + ", which overlap with them: add a new arm");
            }
        }
    }

    private boolean hasRows(EntityRow row) {
        return session.dsl()
                .fetchExists(METRIC, METRIC.ARM_NO.eq(row.armNo()).and(METRIC.ENTITY_NO.eq(row.entityNo())));
    }

    private void delete(EntityRow row) {
        session.dsl()
                .deleteFrom(ARM_ENTITY)
                .where(ARM_ENTITY.ARM_NO.eq(row.armNo()))
                .and(ARM_ENTITY.ENTITY_NO.eq(row.entityNo()))
                .execute();
    }

    private void write() {
        RowBatch batch = RowBatch.upsert(session, ARM_ENTITY, COLUMNS);
        for (EntityRow row : written) {
            batch.add(
                    row.entityNo(),
                    row.armNo(),
                    row.entityNo(),
                    row.accountNo(),
                    Codes.of(row.entity().level()),
                    Texts.key("entity id", row.entity().id(), 190),
                    (short) (row.active() ? 1 : 0));
        }
        batch.flush();
    }
}
