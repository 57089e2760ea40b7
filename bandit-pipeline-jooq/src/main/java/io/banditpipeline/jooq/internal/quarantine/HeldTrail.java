package io.banditpipeline.jooq.internal.quarantine;

import static io.banditpipeline.jooq.internal.db.Tables.QUARANTINE_EVENT;

import io.banditpipeline.jooq.internal.sql.RowBatch;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.store.HeldRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Adds entries to audit trails. Not thread-safe. */
final class HeldTrail {
    /** The actor of what fetches do. */
    static final String PIPELINE = "pipeline";

    private final RowBatch batch;

    HeldTrail(Session session) {
        List<Field<?>> columns = new ArrayList<>(List.of(
                QUARANTINE_EVENT.HELD_ID,
                QUARANTINE_EVENT.POSITION,
                QUARANTINE_EVENT.AT_US,
                QUARANTINE_EVENT.FROM_STATE,
                QUARANTINE_EVENT.TO_STATE,
                QUARANTINE_EVENT.ACTOR,
                QUARANTINE_EVENT.NOTE));
        columns.addAll(ObservationColumns.OF_EVENT.fields());
        batch = RowBatch.insert(session, QUARANTINE_EVENT, columns);
    }

    /** The position after the latest one, which is null if there is none. */
    static int next(@Nullable Integer lastEvent) {
        return lastEvent == null ? 0 : lastEvent + 1;
    }

    /** Adds what a fetch did. */
    void add(String id, int position, long atMicros, @Nullable String from, HeldRow.State to, String note) {
        add(id, position, atMicros, from, to, PIPELINE, note, null);
    }

    void add(
            String id,
            int position,
            long atMicros,
            @Nullable String from,
            HeldRow.State to,
            String actor,
            String note,
            @Nullable Observation row) {
        List<@Nullable Object> values = new ArrayList<>(
                Arrays.asList(id, position, atMicros, from, to.name(), Texts.encode(actor), Texts.encode(note)));
        values.addAll(ObservationColumns.values(row));
        batch.add(List.of(id, position), values.toArray());
    }

    void flush() {
        batch.flush();
    }
}
