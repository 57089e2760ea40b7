package io.banditpipeline.jooq.internal.quarantine;

import static io.banditpipeline.jooq.internal.db.Tables.PARKED_ROW;
import static io.banditpipeline.jooq.internal.sql.RowBatch.proposed;
import static org.jooq.impl.DSL.when;

import io.banditpipeline.jooq.internal.sql.Codes;
import io.banditpipeline.jooq.internal.sql.RowBatch;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Origin;
import io.banditpipeline.metric.Slice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/** Parks rows of entities that belong to no arm yet, inside the transaction that stores the others (R8). Stateless. */
public final class ParkedWriter {
    private static final List<Field<?>> COLUMNS = List.of(
            PARKED_ROW.ACCOUNT_NO,
            PARKED_ROW.LEVEL,
            PARKED_ROW.ENTITY_ID,
            PARKED_ROW.GRANULARITY,
            PARKED_ROW.START_S,
            PARKED_ROW.ORIGIN,
            PARKED_ROW.SOURCE,
            PARKED_ROW.BASIS,
            PARKED_ROW.SETTING,
            PARKED_ROW.LOCAL_DAY,
            PARKED_ROW.OBSERVED_US,
            PARKED_ROW.IMPRESSIONS,
            PARKED_ROW.CLICKS,
            PARKED_ROW.CONVERSION_MICROS,
            PARKED_ROW.COST_MICROS,
            PARKED_ROW.REVENUE_MICROS);

    private static final List<TableField<Record, ?>> KEY =
            PARKED_ROW.getPrimaryKey().getFields();

    private ParkedWriter() {}

    /**
     * Replaces what is parked for a slice by the rows given. Doing so again changes nothing (R1).
     *
     * @param accountNo the number of the slice's account
     * @param rows streamed; of rows of one entity, interval and origin the later observed counts
     * @return the number of rows
     */
    public static long replace(Session session, int accountNo, Slice slice, Iterable<Observation> rows) {
        session.dsl()
                .deleteFrom(PARKED_ROW)
                .where(PARKED_ROW.ACCOUNT_NO.eq(accountNo))
                .and(PARKED_ROW.LEVEL.eq(Codes.of(slice.level())))
                .and(PARKED_ROW.GRANULARITY.eq(Codes.of(slice.granularity())))
                .and(PARKED_ROW.ORIGIN.eq(Codes.of(Origin.PULLED)))
                .and(PARKED_ROW.SOURCE.eq(slice.source()))
                .and(PARKED_ROW.LOCAL_DAY.between(
                        Times.day(slice.days().first()), Times.day(slice.days().last())))
                .execute();
        RowBatch batch = RowBatch.upsert(session, PARKED_ROW, COLUMNS, whereLater(session));
        long count = 0;
        for (Observation row : rows) {
            add(batch, accountNo, slice.source(), row);
            count++;
        }
        batch.flush();
        return count;
    }

    /** Parks one row; of rows of one entity, interval and origin the later observed counts. */
    public static void park(Session session, int accountNo, String source, Observation row) {
        RowBatch batch = RowBatch.upsert(session, PARKED_ROW, COLUMNS, whereLater(session));
        add(batch, accountNo, source, row);
        batch.flush();
    }

    /**
     * Every value of the row that was observed later; the time itself last, since MariaDB assigns one after the other.
     */
    private static Map<Field<?>, Object> whereLater(Session session) {
        Map<Field<?>, Object> changes = new LinkedHashMap<>();
        COLUMNS.stream()
                .filter(column -> !KEY.contains(column) && column != PARKED_ROW.OBSERVED_US)
                .forEach(column -> changes.put(column, later(session, column)));
        changes.put(PARKED_ROW.OBSERVED_US, later(session, PARKED_ROW.OBSERVED_US));
        return changes;
    }

    private static <T> Field<T> later(Session session, Field<T> column) {
        return when(proposed(session, PARKED_ROW.OBSERVED_US).ge(PARKED_ROW.OBSERVED_US), proposed(session, column))
                .otherwise(column);
    }

    private static void add(RowBatch batch, int accountNo, String source, Observation row) {
        batch.addLatest(
                List.of(
                        row.entity(),
                        row.interval().granularity(),
                        row.interval().start(),
                        row.origin()),
                COLUMNS.indexOf(PARKED_ROW.OBSERVED_US),
                accountNo,
                Codes.of(row.entity().level()),
                Texts.key("entity id", row.entity().id(), 190),
                Codes.of(row.interval().granularity()),
                row.interval().start().getEpochSecond(),
                Codes.of(row.origin()),
                Texts.key("source", source, 190),
                Codes.of(row.attribution().basis()),
                Texts.key("attribution setting", row.attribution().setting(), 190),
                Times.day(row.interval().day()),
                Times.micros(row.observedAt()),
                orNull(row, Metric.IMPRESSIONS),
                orNull(row, Metric.CLICKS),
                orNull(row, Metric.CONVERSIONS),
                orNull(row, Metric.COST),
                orNull(row, Metric.REVENUE));
    }

    private static @Nullable Long orNull(Observation row, Metric metric) {
        Metrics metrics = row.metrics();
        return metrics.has(metric) ? metrics.get(metric) : null;
    }
}
