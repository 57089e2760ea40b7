package io.banditpipeline.jooq.internal.metric;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.jooq.internal.catalog.AccountCatalog;
import io.banditpipeline.jooq.internal.catalog.AccountCatalog.EntityNos;
import io.banditpipeline.jooq.internal.catalog.FeedCatalog;
import io.banditpipeline.jooq.internal.db.Tables;
import io.banditpipeline.jooq.internal.quarantine.HeldScope;
import io.banditpipeline.jooq.internal.quarantine.ParkedWriter;
import io.banditpipeline.jooq.internal.quarantine.QuarantineWriter;
import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.store.SliceContent;
import io.banditpipeline.store.SliceReceipt;
import java.sql.SQLException;
import java.util.List;

/**
 * One transaction that changes the metrics of one account. It locks the account first: all rows that it touches belong
 * to that account, so that two such transactions wait for each other there and nowhere else.
 */
final class SliceTransaction {
    private final Session session;
    private final MetricTables tables;
    private final Account account;
    private final int accountNo;
    private final AccountEntities entities;
    private final FeedCatalog feeds;
    private final TouchedDays touched = new TouchedDays();

    private SliceTransaction(Session session, Account account, int accountNo) {
        this.session = session;
        this.tables = MetricTables.of(session);
        this.account = account;
        this.accountNo = accountNo;
        this.entities = new AccountEntities(session, account, accountNo);
        this.feeds = FeedCatalog.load(session, accountNo);
    }

    static SliceTransaction begin(Session session, Account account) {
        return new SliceTransaction(session, account, lock(session, account));
    }

    /** Locks an account, which is added if it is new, and returns its number. */
    static int lock(Session session, Account account) {
        int accountNo = AccountCatalog.findOrAdd(session, account);
        if (session.engine() != Engine.SQLITE) {
            session.dsl()
                    .select(Tables.ACCOUNT.ACCOUNT_NO)
                    .from(Tables.ACCOUNT)
                    .where(Tables.ACCOUNT.ACCOUNT_NO.eq(accountNo))
                    .forUpdate()
                    .fetch();
        }
        return accountNo;
    }

    /** Adds a row, or parks it if its entity belongs to no arm. */
    void admit(String source, Observation row) throws SQLException {
        if (entities.find(row.entity()) != null) {
            append(source, List.of(row));
            return;
        }
        try (RevisionWriter writer = writer()) {
            new ObservationRows(account, source, entities, feeds, writer).check(row);
        }
        ParkedWriter.park(session, accountNo, source, row);
    }

    SliceReceipt append(String source, Iterable<Observation> rows) throws SQLException {
        try (RevisionWriter writer = writer()) {
            ObservationRows observations = new ObservationRows(account, source, entities, feeds, writer);
            for (Observation row : rows) {
                observations.add(row);
            }
            writer.flush();
            rollUp();
            return writer.receipt();
        }
    }

    SliceReceipt replace(SliceContent content) throws SQLException {
        try (RevisionWriter writer = writer()) {
            SeenRows seen = new SeenRows(content.slice().days(), Cells.secondsNotBefore(content.completeUntil()));
            ObservationRows observations =
                    new ObservationRows(account, content.slice().source(), entities, feeds, writer);
            for (Observation row : content.rows()) {
                observations.add(row, isOf(content, row) ? seen : null);
            }
            writer.flush();
            spareParked(content, seen);
            boolean isWhole = !content.rejected().iterator().hasNext();
            new VanishedRows(session, tables, content, seen, writer, isWhole)
                    .bury(entities.armByEntity(content.slice().level()), entities::countOfArm);
            writer.flush();
            ParkedWriter.replace(session, accountNo, content.slice(), content.parked());
            QuarantineWriter.replace(session, HeldScope.of(content.slice()), content.observedAt(), content.rejected());
            rollUp();
            Watermarks.advance(session, accountNo, content);
            return writer.receipt();
        }
    }

    /** An entity may have been mapped since its rows were parked: they did not vanish. */
    private void spareParked(SliceContent content, SeenRows seen) {
        for (Observation row : content.parked()) {
            EntityNos numbers = isOf(content, row) ? entities.find(row.entity()) : null;
            if (numbers != null) {
                seen.spare(
                        numbers.entityNo(),
                        row.interval().start().getEpochSecond(),
                        Times.day(row.interval().day()));
            }
        }
    }

    private static boolean isOf(SliceContent content, Observation row) {
        return row.interval().granularity() == content.slice().granularity()
                && row.entity().level() == content.slice().level();
    }

    private RevisionWriter writer() {
        return new RevisionWriter(session, tables, entities::countOfArm, this::attributeAlike, touched);
    }

    private void rollUp() throws SQLException {
        try (DailyRollUp rollUp = new DailyRollUp(session, tables, entities::countOfArm)) {
            rollUp.rollUp(touched);
        }
    }

    private boolean attributeAlike(long feedNo, long otherFeedNo) {
        return feeds.feed((int) feedNo)
                .attribution()
                .equals(feeds.feed((int) otherFeedNo).attribution());
    }
}
