package io.banditpipeline.jooq.internal.catalog;

import static io.banditpipeline.jooq.internal.db.Tables.ACCOUNT;
import static io.banditpipeline.jooq.internal.db.Tables.ARM_ENTITY;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.jooq.internal.sql.Codes;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Record;

/** The numbers that stand for accounts and entities. Stateless. */
public final class AccountCatalog {
    private AccountCatalog() {}

    /**
     * An entity's numbers.
     *
     * @param armNo the arm that its rows belong to
     * @param entityNo the entity, unique in the whole database
     */
    public record EntityNos(long armNo, long entityNo) {}

    /** The number of an account, if it is known. */
    public static Optional<Integer> find(Session session, Account account) {
        return session.dsl()
                .select(ACCOUNT.ACCOUNT_NO)
                .from(ACCOUNT)
                .where(ACCOUNT.PLATFORM.eq(account.platform()))
                .and(ACCOUNT.ACCOUNT_ID.eq(account.id()))
                .fetchOptional(ACCOUNT.ACCOUNT_NO);
    }

    /**
     * The number of an account.
     *
     * @throws PipelineException with code INVALID_INPUT if no arm of it was ever saved
     */
    public static int require(Session session, Account account) {
        return find(session, account)
                .orElseThrow(() -> new PipelineException(
                        ErrorCode.INVALID_INPUT,
                        "Account " + account.key() + " is unknown: save an arm of it to the catalog first"));
    }

    /**
     * The number of an account, which is added if it is new. Two transactions that add one at the same time collide:
     * the later one fails with a unique violation, which {@link io.banditpipeline.jooq.internal.sql.Database#write}
     * runs again.
     */
    public static int findOrAdd(Session session, Account account) {
        return find(session, account).orElseGet(() -> add(session, account));
    }

    /** All accounts by number, in the order of numbers. */
    public static Map<Integer, Account> accounts(Session session) {
        Map<Integer, Account> accounts = new LinkedHashMap<>();
        session.dsl()
                .selectFrom(ACCOUNT)
                .orderBy(ACCOUNT.ACCOUNT_NO)
                .forEach(row -> accounts.put(row.get(ACCOUNT.ACCOUNT_NO), account(row)));
        return accounts;
    }

    /**
     * The account of a number that a row refers to.
     *
     * @param accounts all accounts by number
     */
    public static Account of(Map<Integer, Account> accounts, int number) {
        return Objects.requireNonNull(
                accounts.get(number), () -> "account number " + number + " is in use but not in the account table");
    }

    /**
     * The number of an account that was looked up, or added, before.
     *
     * @param numbers numbers by account key
     */
    static int number(Map<String, Integer> numbers, Account account) {
        return Objects.requireNonNull(
                numbers.get(account.key()), () -> "account " + account.key() + " was not given a number");
    }

    /** Every known entity of an account and level by its id, those no longer listed included. */
    public static Map<String, EntityNos> entities(Session session, int accountNo, Level level) {
        Map<String, EntityNos> entities = new HashMap<>();
        session.dsl()
                .select(ARM_ENTITY.ENTITY_ID, ARM_ENTITY.ARM_NO, ARM_ENTITY.ENTITY_NO)
                .from(ARM_ENTITY)
                .where(ARM_ENTITY.ACCOUNT_NO.eq(accountNo))
                .and(ARM_ENTITY.LEVEL.eq(Codes.of(level)))
                .forEach(row -> entities.put(row.value1(), new EntityNos(row.value2(), row.value3())));
        return entities;
    }

    private static int add(Session session, Account account) {
        int number = Numbers.next(session, ACCOUNT, ACCOUNT.ACCOUNT_NO).intValue();
        session.dsl()
                .insertInto(ACCOUNT)
                .set(ACCOUNT.ACCOUNT_NO, number)
                .set(ACCOUNT.PLATFORM, Texts.key("platform", account.platform(), 190))
                .set(ACCOUNT.ACCOUNT_ID, Texts.key("account id", account.id(), 190))
                .set(ACCOUNT.ZONE, account.zone().getId())
                .set(ACCOUNT.CURRENCY, account.currency().getCurrencyCode())
                .execute();
        return number;
    }

    private static Account account(Record row) {
        return new Account(
                row.get(ACCOUNT.PLATFORM),
                row.get(ACCOUNT.ACCOUNT_ID),
                ZoneId.of(row.get(ACCOUNT.ZONE)),
                Currency.getInstance(row.get(ACCOUNT.CURRENCY)));
    }
}
