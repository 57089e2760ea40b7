package io.banditpipeline.jooq.internal.metric;

import static io.banditpipeline.jooq.internal.db.Tables.ARM_ENTITY;
import static io.banditpipeline.jooq.internal.db.Tables.METRIC;
import static io.banditpipeline.jooq.internal.db.Tables.PARKED_ROW;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.jooq.internal.catalog.AccountCatalog;
import io.banditpipeline.jooq.internal.quarantine.RowReadmission;
import io.banditpipeline.jooq.internal.sql.Codes;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Origin;
import io.banditpipeline.store.SliceReceipt;
import java.sql.SQLException;
import org.jooq.Condition;
import org.jooq.Field;

/** Lets rows back into the metrics inside a transaction that is in progress. Stateless. */
public final class MetricReadmission implements RowReadmission {
    private static final short PUSHED = 1;

    /** Lets rows back in. */
    public MetricReadmission() {}

    @Override
    public void lock(Session session, Account account) {
        SliceTransaction.lock(session, account);
    }

    @Override
    public SliceReceipt append(Session session, Account account, String source, Iterable<Observation> rows)
            throws SQLException {
        return SliceTransaction.begin(session, account).append(source, rows);
    }

    @Override
    public void admit(Session session, Account account, String source, Observation row) throws SQLException {
        SliceTransaction.begin(session, account).admit(source, row);
    }

    @Override
    public boolean counts(Session session, Account account, Observation row) {
        return AccountCatalog.find(session, account)
                .map(accountNo -> isEffective(session, accountNo, row) || isParked(session, accountNo, row))
                .orElse(false);
    }

    private static boolean isEffective(Session session, int accountNo, Observation row) {
        Condition sameOrigin =
                row.origin() == Origin.PUSHED ? METRIC.PRECEDENCE.eq(PUSHED) : METRIC.PRECEDENCE.ne(PUSHED);
        return session.dsl()
                .fetchExists(session.dsl()
                        .selectOne()
                        .from(ARM_ENTITY)
                        .join(METRIC)
                        .on(METRIC.ARM_NO.eq(ARM_ENTITY.ARM_NO))
                        .and(METRIC.ENTITY_NO.eq(ARM_ENTITY.ENTITY_NO))
                        .where(ARM_ENTITY.ACCOUNT_NO.eq(accountNo))
                        .and(ARM_ENTITY.LEVEL.eq(Codes.of(row.entity().level())))
                        .and(ARM_ENTITY.ENTITY_ID.eq(row.entity().id()))
                        .and(METRIC.START_S.eq(row.interval().start().getEpochSecond()))
                        .and(METRIC.GRANULARITY.eq(Codes.of(row.interval().granularity())))
                        .and(METRIC.TOMBSTONE.eq((short) 0))
                        .and(sameOrigin)
                        .and(is(METRIC.IMPRESSIONS, row.metrics().impressions()))
                        .and(is(METRIC.CLICKS, row.metrics().clicks()))
                        .and(is(METRIC.CONVERSION_MICROS, row.metrics().conversionMicros()))
                        .and(is(METRIC.COST_MICROS, row.metrics().costMicros()))
                        .and(is(METRIC.REVENUE_MICROS, row.metrics().revenueMicros())));
    }

    private static boolean isParked(Session session, int accountNo, Observation row) {
        return session.dsl()
                .fetchExists(session.dsl()
                        .selectOne()
                        .from(PARKED_ROW)
                        .where(PARKED_ROW.ACCOUNT_NO.eq(accountNo))
                        .and(PARKED_ROW.LEVEL.eq(Codes.of(row.entity().level())))
                        .and(PARKED_ROW.ENTITY_ID.eq(row.entity().id()))
                        .and(PARKED_ROW.GRANULARITY.eq(Codes.of(row.interval().granularity())))
                        .and(PARKED_ROW.START_S.eq(row.interval().start().getEpochSecond()))
                        .and(PARKED_ROW.ORIGIN.eq(Codes.of(row.origin())))
                        .and(is(PARKED_ROW.IMPRESSIONS, row.metrics().impressions()))
                        .and(is(PARKED_ROW.CLICKS, row.metrics().clicks()))
                        .and(is(PARKED_ROW.CONVERSION_MICROS, row.metrics().conversionMicros()))
                        .and(is(PARKED_ROW.COST_MICROS, row.metrics().costMicros()))
                        .and(is(PARKED_ROW.REVENUE_MICROS, row.metrics().revenueMicros())));
    }

    private static Condition is(Field<Long> column, long quantity) {
        return quantity == Metrics.ABSENT ? column.isNull() : column.eq(quantity);
    }
}
