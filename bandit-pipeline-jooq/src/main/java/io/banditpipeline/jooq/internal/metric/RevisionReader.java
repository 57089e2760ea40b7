package io.banditpipeline.jooq.internal.metric;

import static io.banditpipeline.jooq.internal.db.Tables.ARM;
import static io.banditpipeline.jooq.internal.db.Tables.ARM_ENTITY;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.jooq.internal.catalog.AccountCatalog;
import io.banditpipeline.jooq.internal.catalog.FeedCatalog;
import io.banditpipeline.jooq.internal.sql.Codes;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Origin;
import io.banditpipeline.metric.Revision;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jooq.Record2;

/** Reads every revision of one arm, for people who ask why. */
final class RevisionReader {
    private static final Comparator<EntityRef> ORDER =
            Comparator.comparing(EntityRef::level).thenComparing(EntityRef::id);
    private static final String WHERE =
            " where arm_no = ? and start_s >= ? and start_s < ? and entity_no = ? and local_day >= ? and local_day <= ?";
    private static final int PARAMETERS = 6;
    private static final int EFFECTIVE = RevisionTable.WIDTH + 1;

    private final Session session;
    private final String armId;
    private final int firstDay;
    private final int lastDay;

    RevisionReader(Session session, String armId, DateRange days) {
        this.session = session;
        this.armId = armId;
        this.firstDay = Cells.day(days.first());
        this.lastDay = Cells.day(days.last());
    }

    void read(Consumer<? super Revision> consumer) throws SQLException {
        Record2<Long, Integer> arm = session.dsl()
                .select(ARM.ARM_NO, ARM.ACCOUNT_NO)
                .from(ARM)
                .where(ARM.ARM_ID.eq(armId))
                .fetchOne();
        if (arm != null) {
            Account account =
                    Objects.requireNonNull(AccountCatalog.accounts(session).get(arm.value2()));
            read(arm.value1(), account, FeedCatalog.load(session, arm.value2()), consumer);
        }
    }

    private void read(long armNo, Account account, FeedCatalog feeds, Consumer<? super Revision> consumer)
            throws SQLException {
        try (PreparedStatement statement = session.connection().prepareStatement(sql())) {
            statement.setFetchSize(session.streamingFetchSize());
            for (Map.Entry<EntityRef, Long> entity : entities(armNo).entrySet()) {
                bind(statement, armNo, entity.getValue(), 1);
                bind(statement, armNo, entity.getValue(), 1 + PARAMETERS);
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        consumer.accept(revision(result, entity.getKey(), account, feeds));
                    }
                }
            }
        }
    }

    private Map<EntityRef, Long> entities(long armNo) {
        Map<EntityRef, Long> entities = new TreeMap<>(ORDER);
        session.dsl()
                .select(ARM_ENTITY.LEVEL, ARM_ENTITY.ENTITY_ID, ARM_ENTITY.ENTITY_NO)
                .from(ARM_ENTITY)
                .where(ARM_ENTITY.ARM_NO.eq(armNo))
                .forEach(row -> entities.put(new EntityRef(Codes.level(row.value1()), row.value2()), row.value3()));
        return entities;
    }

    private String sql() {
        MetricTables tables = MetricTables.of(session);
        String columns = tables.metric().columnList("");
        return "select " + columns + ", 1 as effective from " + tables.metric().name() + WHERE
                + " union all select " + columns + ", 0 as effective from "
                + tables.history().name() + WHERE
                + " order by granularity, start_s, observed_us, precedence";
    }

    private void bind(PreparedStatement statement, long armNo, long entityNo, int parameter) throws SQLException {
        statement.setLong(parameter, armNo);
        statement.setLong(parameter + 1, Cells.earliestStart(firstDay));
        statement.setLong(parameter + 2, Cells.latestStart(lastDay));
        statement.setLong(parameter + 3, entityNo);
        statement.setInt(parameter + 4, firstDay);
        statement.setInt(parameter + 5, lastDay);
    }

    private Revision revision(ResultSet result, EntityRef entity, Account account, FeedCatalog feeds)
            throws SQLException {
        Observation observation = new Observation(
                entity,
                interval(result, account),
                Times.instant(result.getLong(RevisionTable.OBSERVED + 1)),
                result.getInt(RevisionTable.PRECEDENCE + 1) == 1 ? Origin.PUSHED : Origin.PULLED,
                RevisionTable.metrics(result, RevisionTable.QUANTITIES + 1),
                account.currency(),
                feeds.feed(result.getInt(RevisionTable.FEED + 1)).attribution());
        return new Revision(
                armId, observation, result.getInt(RevisionTable.TOMBSTONE + 1) != 0, result.getInt(EFFECTIVE) != 0);
    }

    private static Interval interval(ResultSet result, Account account) throws SQLException {
        LocalDate day = Cells.date(result.getLong(RevisionTable.DAY + 1));
        if (Codes.granularity(result.getInt(RevisionTable.GRANULARITY + 1)) == Granularity.DAY) {
            return Interval.ofDay(day, account.zone());
        }
        Instant start = Instant.ofEpochSecond(result.getLong(RevisionTable.START + 1));
        return new Interval(Granularity.HOUR, start, start.plus(1, ChronoUnit.HOURS), day);
    }
}
