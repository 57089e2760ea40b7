package io.banditpipeline.jooq.internal.quality;

import static io.banditpipeline.jooq.internal.db.Tables.DETECTOR_STATE;

import io.banditpipeline.jooq.internal.sql.RowBatch;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jooq.Cursor;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * What a detector has learnt, in a transaction.
 *
 * @param session the transaction
 * @param detector the detector's id
 */
record DetectorStates(Session session, String detector) {
    private static final List<Field<?>> COLUMNS =
            List.of(DETECTOR_STATE.DETECTOR, DETECTOR_STATE.SERIES_KEY, DETECTOR_STATE.STATE);

    /** Hands over the states of keys with a prefix, by key; they are streamed. */
    void read(String prefix, BiConsumer<String, byte[]> consumer) {
        int length = prefix.codePointCount(0, prefix.length());
        try (Cursor<Record> rows = session.dsl()
                .selectFrom(DETECTOR_STATE)
                .where(DETECTOR_STATE.DETECTOR.eq(detector))
                .and(
                        length == 0
                                ? DSL.noCondition()
                                : DSL.substring(DETECTOR_STATE.SERIES_KEY, 1, length)
                                        .eq(prefix))
                .orderBy(Texts.byCodePoint(session, DETECTOR_STATE.SERIES_KEY))
                .fetchSize(session.streamingFetchSize())
                .fetchLazy()) {
            for (Record row : rows) {
                consumer.accept(row.get(DETECTOR_STATE.SERIES_KEY), row.get(DETECTOR_STATE.STATE));
            }
        }
    }

    /** Writes in the order of keys, so that two that write the same ones wait for each other and do not lock up. */
    void save(Map<String, byte[]> states) {
        Texts.key("detector", detector, 190);
        RowBatch batch = RowBatch.upsert(session, DETECTOR_STATE, COLUMNS);
        new TreeMap<>(states)
                .forEach((key, state) -> batch.add(key, detector, Texts.key("series key", key, 400), state));
        batch.flush();
    }
}
