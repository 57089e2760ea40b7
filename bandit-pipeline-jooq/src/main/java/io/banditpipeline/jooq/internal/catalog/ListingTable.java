package io.banditpipeline.jooq.internal.catalog;

import static io.banditpipeline.jooq.internal.db.Tables.ENTITY_LISTING;
import static io.banditpipeline.jooq.internal.db.Tables.PLATFORM_ENTITY;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;

/**
 * What a platform listed of an account, in a transaction.
 *
 * @param session the transaction
 * @param account the account
 */
record ListingTable(Session session, Account account) {
    /** When the latest listing was made, in epoch microseconds, or null if there was none. */
    @Nullable
    Long listedUs() {
        return latest().fetchOne(ENTITY_LISTING.LISTED_US);
    }

    /** The same; until the transaction ends, nobody else saves a listing of the account if there was one. */
    @Nullable
    Long lockListedUs() {
        return session.engine() == Engine.SQLITE
                ? listedUs()
                : latest().forUpdate().fetchOne(ENTITY_LISTING.LISTED_US);
    }

    /** Notes the first listing: a transaction that does so at the same time is refused. */
    void addListing(long listedUs) {
        session.dsl()
                .insertInto(ENTITY_LISTING)
                .set(ENTITY_LISTING.PLATFORM, Texts.key("platform", account.platform(), 190))
                .set(ENTITY_LISTING.ACCOUNT_ID, Texts.key("account id", account.id(), 190))
                .set(ENTITY_LISTING.LISTED_US, listedUs)
                .execute();
    }

    /** Notes a later listing. */
    void changeListing(long listedUs) {
        session.dsl()
                .update(ENTITY_LISTING)
                .set(ENTITY_LISTING.LISTED_US, listedUs)
                .where(ofAccount(ENTITY_LISTING.PLATFORM, ENTITY_LISTING.ACCOUNT_ID))
                .execute();
    }

    /** All entities, ordered by level and id. */
    List<ListedRow> rows() {
        return session.dsl()
                .selectFrom(PLATFORM_ENTITY)
                .where(ofAccount(PLATFORM_ENTITY.PLATFORM, PLATFORM_ENTITY.ACCOUNT_ID))
                .orderBy(PLATFORM_ENTITY.LEVEL, Texts.byCodePoint(session, PLATFORM_ENTITY.ENTITY_ID))
                .fetch(ListedRow::read);
    }

    private SelectConditionStep<Record1<Long>> latest() {
        return session.dsl()
                .select(ENTITY_LISTING.LISTED_US)
                .from(ENTITY_LISTING)
                .where(ofAccount(ENTITY_LISTING.PLATFORM, ENTITY_LISTING.ACCOUNT_ID));
    }

    private Condition ofAccount(Field<String> platform, Field<String> accountId) {
        return platform.eq(account.platform()).and(accountId.eq(account.id()));
    }
}
