package io.banditpipeline.jooq.internal.quarantine;

import static io.banditpipeline.jooq.internal.db.Tables.PARKED_ROW;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.jooq.internal.sql.Codes;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * The parked rows of an account and level, as observations; one entity's are in memory at a time.
 *
 * @param session the transaction
 * @param accountNo the account's number
 * @param account the account
 * @param level the level
 */
record ParkedRows(Session session, int accountNo, Account account, Level level) {
    /** The entities that have parked rows, in order. */
    List<String> entities() {
        return session
                .dsl()
                .selectDistinct(PARKED_ROW.ENTITY_ID)
                .from(PARKED_ROW)
                .where(here())
                .fetch(PARKED_ROW.ENTITY_ID)
                .stream()
                .sorted(Texts.byCodePoint())
                .toList();
    }

    /** The sources that delivered rows of an entity, in order. */
    List<String> sources(String entityId) {
        return session
                .dsl()
                .selectDistinct(PARKED_ROW.SOURCE)
                .from(PARKED_ROW)
                .where(here().and(PARKED_ROW.ENTITY_ID.eq(entityId)))
                .fetch(PARKED_ROW.SOURCE)
                .stream()
                .sorted(Texts.byCodePoint())
                .toList();
    }

    /** The rows of an entity, by interval. */
    List<Observation> of(String entityId) {
        return rows(PARKED_ROW.ENTITY_ID.eq(entityId));
    }

    /** The rows of an entity from a source, by interval. */
    List<Observation> of(String entityId, String source) {
        return rows(PARKED_ROW.ENTITY_ID.eq(entityId).and(PARKED_ROW.SOURCE.eq(source)));
    }

    /** Forgets the rows of an entity. */
    void delete(String entityId) {
        session.dsl()
                .deleteFrom(PARKED_ROW)
                .where(here().and(PARKED_ROW.ENTITY_ID.eq(entityId)))
                .execute();
    }

    private List<Observation> rows(Condition condition) {
        return session.dsl()
                .selectFrom(PARKED_ROW)
                .where(here().and(condition))
                .orderBy(PARKED_ROW.START_S, PARKED_ROW.GRANULARITY, PARKED_ROW.ORIGIN)
                .fetch(this::observation);
    }

    private Condition here() {
        return PARKED_ROW.ACCOUNT_NO.eq(accountNo).and(PARKED_ROW.LEVEL.eq(Codes.of(level)));
    }

    private Observation observation(Record row) {
        return new Observation(
                new EntityRef(level, row.get(PARKED_ROW.ENTITY_ID)),
                interval(row),
                Times.instant(row.get(PARKED_ROW.OBSERVED_US)),
                Codes.origin(row.get(PARKED_ROW.ORIGIN)),
                new Metrics(
                        orAbsent(row.get(PARKED_ROW.IMPRESSIONS)),
                        orAbsent(row.get(PARKED_ROW.CLICKS)),
                        orAbsent(row.get(PARKED_ROW.CONVERSION_MICROS)),
                        orAbsent(row.get(PARKED_ROW.COST_MICROS)),
                        orAbsent(row.get(PARKED_ROW.REVENUE_MICROS))),
                account.currency(),
                new Attribution(Codes.basis(row.get(PARKED_ROW.BASIS)), row.get(PARKED_ROW.SETTING)));
    }

    private Interval interval(Record row) {
        Instant start = Instant.ofEpochSecond(row.get(PARKED_ROW.START_S));
        LocalDate day = Times.day(row.get(PARKED_ROW.LOCAL_DAY).intValue());
        Granularity granularity = Codes.granularity(row.get(PARKED_ROW.GRANULARITY));
        Instant end = granularity == Granularity.HOUR
                ? start.plus(1, ChronoUnit.HOURS)
                : day.plusDays(1).atStartOfDay(account.zone()).toInstant();
        return new Interval(granularity, start, end, day);
    }

    private static long orAbsent(@Nullable Long quantity) {
        return quantity == null ? Metrics.ABSENT : quantity;
    }
}
