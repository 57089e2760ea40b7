package io.banditpipeline.jooq.internal.budget;

import static io.banditpipeline.jooq.internal.db.Tables.BUDGET_CHANGE;

import io.banditpipeline.bandit.BudgetChange;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.jooq.internal.catalog.Numbers;
import io.banditpipeline.jooq.internal.sql.Codes;
import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.store.BudgetChangeStore;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.OptionalLong;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what became of budgets, numbered in the order of being added. Of two transactions that give out the same number
 * the later one is refused and run again. This class is thread-safe.
 */
public final class JooqBudgetChangeStore implements BudgetChangeStore {
    private final Database database;

    /** @param database the database */
    public JooqBudgetChangeStore(Database database) {
        this.database = database;
    }

    @Override
    public void add(BudgetChange change) {
        database.doWrite(session -> add(session, change));
    }

    @Override
    public List<BudgetChange> since(String accountKey, EntityRef entity, Instant moment) {
        return database.read(session -> session.dsl()
                .selectFrom(BUDGET_CHANGE)
                .where(BUDGET_CHANGE.ACCOUNT_KEY.eq(accountKey))
                .and(BUDGET_CHANGE.LEVEL.eq(Codes.of(entity.level())))
                .and(BUDGET_CHANGE.ENTITY_ID.eq(entity.id()))
                .and(BUDGET_CHANGE.AT_US.ge(Times.bound(moment)))
                .orderBy(BUDGET_CHANGE.AT_US, BUDGET_CHANGE.CHANGE_NO)
                .fetch(JooqBudgetChangeStore::change));
    }

    @Override
    public List<BudgetChange> latest(int limit) {
        return database.read(session -> session.dsl()
                .selectFrom(BUDGET_CHANGE)
                .orderBy(BUDGET_CHANGE.AT_US.desc(), BUDGET_CHANGE.CHANGE_NO.desc())
                .limit(limit)
                .fetch(JooqBudgetChangeStore::change));
    }

    @Override
    public long removeBefore(Instant moment) {
        return database.write(session -> (long) session.dsl()
                .deleteFrom(BUDGET_CHANGE)
                .where(BUDGET_CHANGE.AT_US.lt(Times.bound(moment)))
                .execute());
    }

    private static void add(Session session, BudgetChange change) {
        session.dsl()
                .insertInto(BUDGET_CHANGE)
                .set(BUDGET_CHANGE.CHANGE_NO, Numbers.next(session, BUDGET_CHANGE, BUDGET_CHANGE.CHANGE_NO))
                .set(BUDGET_CHANGE.ALLOCATION_ID, Texts.key("allocation id", change.allocationId(), 190))
                .set(BUDGET_CHANGE.ARM_ID, Texts.key("arm id", change.armId(), 190))
                .set(BUDGET_CHANGE.ACCOUNT_KEY, Texts.key("account", change.accountKey(), 400))
                .set(BUDGET_CHANGE.LEVEL, Codes.of(change.entity().level()))
                .set(
                        BUDGET_CHANGE.ENTITY_ID,
                        Texts.key("entity id", change.entity().id(), 190))
                .set(BUDGET_CHANGE.LOCAL_DAY, Times.day(change.day()))
                .set(BUDGET_CHANGE.AT_US, Times.micros(change.at()))
                .set(BUDGET_CHANGE.CURRENCY, change.currency().getCurrencyCode())
                .set(
                        BUDGET_CHANGE.BEFORE_MICROS,
                        change.beforeMicros().isPresent()
                                ? change.beforeMicros().getAsLong()
                                : null)
                .set(BUDGET_CHANGE.AFTER_MICROS, change.afterMicros())
                .set(BUDGET_CHANGE.STATE, change.state().name())
                .set(BUDGET_CHANGE.TEXT, Texts.encode(change.text()))
                .execute();
    }

    private static BudgetChange change(Record row) {
        return new BudgetChange(
                row.get(BUDGET_CHANGE.ALLOCATION_ID),
                row.get(BUDGET_CHANGE.ARM_ID),
                row.get(BUDGET_CHANGE.ACCOUNT_KEY),
                new EntityRef(Codes.level(row.get(BUDGET_CHANGE.LEVEL)), row.get(BUDGET_CHANGE.ENTITY_ID)),
                Times.day(row.get(BUDGET_CHANGE.LOCAL_DAY).intValue()),
                Times.instant(row.get(BUDGET_CHANGE.AT_US)),
                Currency.getInstance(row.get(BUDGET_CHANGE.CURRENCY)),
                orEmpty(row.get(BUDGET_CHANGE.BEFORE_MICROS)),
                row.get(BUDGET_CHANGE.AFTER_MICROS),
                BudgetChange.State.valueOf(row.get(BUDGET_CHANGE.STATE)),
                Texts.decode(row.get(BUDGET_CHANGE.TEXT)));
    }

    private static OptionalLong orEmpty(@Nullable Long micros) {
        return micros == null ? OptionalLong.empty() : OptionalLong.of(micros);
    }
}
