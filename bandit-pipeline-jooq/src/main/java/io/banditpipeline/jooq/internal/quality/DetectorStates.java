package io.banditpipeline.jooq.internal.quality;

import static io.banditpipeline.jooq.internal.db.Tables.DETECTOR_STATE;

import io.banditpipeline.jooq.internal.sql.RowBatch;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.Field;

/**
 * What a detector has learnt, in a transaction.
 *
 * @param session the transaction
 * @param detector the detector's id
 */
record DetectorStates(Session session, String detector) {
    /** Keys of one query. */
    private static final int CHUNK = 500;

    private static final List<Field<?>> COLUMNS =
            List.of(DETECTOR_STATE.DETECTOR, DETECTOR_STATE.SERIES_KEY, DETECTOR_STATE.STATE);

    /** The states of some series that are known. */
    Map<String, byte[]> read(Collection<String> keys) {
        Map<String, byte[]> states = new HashMap<>();
        List<String> all = List.copyOf(Set.copyOf(keys));
        for (int from = 0; from < all.size(); from += CHUNK) {
            session.dsl()
                    .select(DETECTOR_STATE.SERIES_KEY, DETECTOR_STATE.STATE)
                    .from(DETECTOR_STATE)
                    .where(DETECTOR_STATE.DETECTOR.eq(detector))
                    .and(DETECTOR_STATE.SERIES_KEY.in(all.subList(from, Math.min(all.size(), from + CHUNK))))
                    .forEach(row -> states.put(row.value1(), row.value2()));
        }
        return states;
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
