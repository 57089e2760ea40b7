package io.banditpipeline.jooq.internal.catalog;

import static io.banditpipeline.jooq.internal.db.Tables.ARM;
import static io.banditpipeline.jooq.internal.db.Tables.ARM_ENTITY;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.BudgetLimits;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.jooq.internal.sql.Codes;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * Reads arms and entities in a transaction.
 *
 * @param session the transaction
 */
record CatalogReader(Session session) {
    /** All arms, by id. */
    Map<String, ArmRow> armRows() {
        Map<String, ArmRow> arms = new HashMap<>();
        armRows(DSL.noCondition()).forEach(arm -> arms.put(arm.armId(), arm));
        return arms;
    }

    /** All entities. */
    List<EntityRow> entityRows() {
        return entityRows(DSL.noCondition());
    }

    /** The arms of a campaign, ordered by id, with the entities that are listed. */
    List<Arm> arms(String campaignId) {
        Map<Integer, Account> accounts = AccountCatalog.accounts(session);
        Condition ofCampaign =
                ARM_ENTITY.ARM_NO.in(DSL.select(ARM.ARM_NO).from(ARM).where(ARM.CAMPAIGN_ID.eq(campaignId)));
        Map<Long, List<EntityRef>> entities = new HashMap<>();
        entityRows(ofCampaign).stream()
                .filter(EntityRow::active)
                .sorted(Comparator.comparing(row -> row.entity().id(), Texts.byCodePoint()))
                .forEach(row -> entities.computeIfAbsent(row.armNo(), no -> new ArrayList<>())
                        .add(row.entity()));
        return armRows(ARM.CAMPAIGN_ID.eq(campaignId)).stream()
                .sorted(Comparator.comparing(ArmRow::armId, Texts.byCodePoint()))
                .map(row -> arm(
                        row,
                        AccountCatalog.of(accounts, row.accountNo()),
                        entities.getOrDefault(row.armNo(), List.of())))
                .toList();
    }

    Map<String, String> armsByEntity(Account account, Level level) {
        Map<String, String> arms = new TreeMap<>(Texts.byCodePoint());
        AccountCatalog.find(session, account).ifPresent(accountNo -> session.dsl()
                .select(ARM_ENTITY.ENTITY_ID, ARM.ARM_ID)
                .from(ARM_ENTITY)
                .join(ARM)
                .on(ARM.ARM_NO.eq(ARM_ENTITY.ARM_NO))
                .where(ARM_ENTITY.ACCOUNT_NO.eq(accountNo))
                .and(ARM_ENTITY.LEVEL.eq(Codes.of(level)))
                .forEach(row -> arms.put(row.value1(), row.value2())));
        return arms;
    }

    private List<ArmRow> armRows(Condition condition) {
        return session.dsl().selectFrom(ARM).where(condition).fetch(CatalogReader::armRow);
    }

    private List<EntityRow> entityRows(Condition condition) {
        return session.dsl().selectFrom(ARM_ENTITY).where(condition).fetch(CatalogReader::entityRow);
    }

    private static ArmRow armRow(Record row) {
        return new ArmRow(
                row.get(ARM.ARM_NO),
                row.get(ARM.ARM_ID),
                row.get(ARM.CAMPAIGN_ID),
                row.get(ARM.ACCOUNT_NO),
                row.get(ARM.CHANNEL),
                Texts.decode(row.get(ARM.CREATIVE)),
                Texts.decode(row.get(ARM.BID)),
                row.get(ARM.FLOOR_MICROS),
                row.get(ARM.CAP_MICROS));
    }

    private static EntityRow entityRow(Record row) {
        EntityRef entity = new EntityRef(Codes.level(row.get(ARM_ENTITY.LEVEL)), row.get(ARM_ENTITY.ENTITY_ID));
        return new EntityRow(
                row.get(ARM_ENTITY.ARM_NO),
                row.get(ARM_ENTITY.ENTITY_NO),
                row.get(ARM_ENTITY.ACCOUNT_NO),
                entity,
                row.get(ARM_ENTITY.ACTIVE) == 1);
    }

    private static Arm arm(ArmRow row, Account account, List<EntityRef> entities) {
        return new Arm(
                row.armId(),
                row.campaignId(),
                account,
                row.channel(),
                row.creative(),
                row.bid(),
                entities,
                new BudgetLimits(row.floorMicros(), row.capMicros()));
    }
}
