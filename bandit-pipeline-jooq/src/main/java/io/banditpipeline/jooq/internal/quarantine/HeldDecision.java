package io.banditpipeline.jooq.internal.quarantine;

import static io.banditpipeline.jooq.internal.db.Tables.QUARANTINE;
import static io.banditpipeline.jooq.internal.db.Tables.QUARANTINE_EVENT;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.jooq.internal.catalog.AccountCatalog;
import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.Resolution;
import java.sql.SQLException;
import org.jooq.Record2;
import org.jspecify.annotations.Nullable;

/**
 * One decision on a held row, in a transaction that changes the metrics with it.
 *
 * @param session the transaction
 * @param metrics takes the row of the decision
 */
record HeldDecision(Session session, RowReadmission metrics) {
    HeldRow decide(String id, Resolution resolution) throws SQLException {
        Account account = lock(id);
        HeldRow held = HeldReader.find(session, id);
        if (held == null) {
            throw unknown(id);
        }
        HeldRow next = resolution.applyTo(held, account == null ? null : counting(account, id));
        if (next.equals(held)) {
            return held;
        }
        if (next.resolved() != null) {
            if (account == null) {
                throw refused("Held row " + id + " is an outcome, which cannot be released or corrected here: mend it"
                        + " where it comes from and fetch it again, or reject it");
            }
            metrics.admit(session, account, held.source(), next.resolved());
        }
        note(held, next, resolution);
        return next;
    }

    /**
     * Locks the account of a row, as a fetch does, and then the row itself, which is all there is to lock of an
     * outcome.
     *
     * @return the account, or null if the row is an outcome
     */
    private @Nullable Account lock(String id) {
        Record2<String, String> row = session.dsl()
                .select(QUARANTINE.SUBJECT, QUARANTINE.SLICE_KIND)
                .from(QUARANTINE)
                .where(QUARANTINE.HELD_ID.eq(id))
                .fetchOne();
        if (row == null) {
            throw unknown(id);
        }
        Account account = row.value2().equals(HeldScope.OUTCOME) ? null : account(row.value1());
        if (account != null) {
            metrics.lock(session, account);
        }
        if (session.engine() != Engine.SQLITE) {
            session.dsl()
                    .select(QUARANTINE.HELD_ID)
                    .from(QUARANTINE)
                    .where(QUARANTINE.HELD_ID.eq(id))
                    .forUpdate()
                    .fetch();
        }
        return account;
    }

    private Account account(String key) {
        return AccountCatalog.accounts(session).values().stream()
                .filter(account -> account.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new PipelineException(
                        ErrorCode.STORAGE, "A row is held of account " + key + ", which is not in the account table"));
    }

    /** The row of the latest decision that gave one, if its numbers count. */
    private @Nullable Observation counting(Account account, String id) {
        Observation decided = session.dsl()
                .selectFrom(QUARANTINE_EVENT)
                .where(QUARANTINE_EVENT.HELD_ID.eq(id))
                .and(QUARANTINE_EVENT.ENTITY_LEVEL.isNotNull())
                .orderBy(QUARANTINE_EVENT.POSITION.desc())
                .limit(1)
                .fetchOne(ObservationColumns.OF_EVENT::read);
        return decided != null && metrics.counts(session, account, decided) ? decided : null;
    }

    private void note(HeldRow before, HeldRow next, Resolution resolution) {
        long at = Times.micros(resolution.at());
        int position = HeldTrail.next(session.dsl()
                .select(QUARANTINE.LAST_EVENT)
                .from(QUARANTINE)
                .where(QUARANTINE.HELD_ID.eq(next.id()))
                .fetchOne(QUARANTINE.LAST_EVENT));
        HeldTrail trail = new HeldTrail(session);
        trail.add(
                next.id(),
                position,
                at,
                before.state().name(),
                next.state(),
                resolution.actor(),
                resolution.note(),
                next.resolved());
        trail.flush();
        session.dsl()
                .update(QUARANTINE)
                .set(QUARANTINE.STATE, next.state().name())
                .set(QUARANTINE.STATE_US, at)
                .set(QUARANTINE.LAST_EVENT, position)
                .where(QUARANTINE.HELD_ID.eq(next.id()))
                .execute();
    }

    private static PipelineException unknown(String id) {
        return refused("There is no held row " + id + ": ask held(...) for those that there are");
    }

    private static PipelineException refused(String message) {
        return new PipelineException(ErrorCode.INVALID_INPUT, message);
    }
}
