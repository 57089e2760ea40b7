package io.banditpipeline.jooq.internal.quarantine;

import static io.banditpipeline.jooq.internal.db.Tables.QUARANTINE;
import static io.banditpipeline.jooq.internal.db.Tables.QUARANTINE_EVENT;
import static io.banditpipeline.jooq.internal.db.Tables.QUARANTINE_REASON;

import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.HeldEvent;
import io.banditpipeline.store.HeldRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads rows in quarantine and their trails. Stateless. */
final class HeldReader {
    private HeldReader() {}

    /** Hands held rows over, those held first first, then by id; they are streamed. */
    static void read(Session session, Condition which, Consumer<? super HeldRow> consumer) {
        try (Cursor<Record> rows = session.dsl()
                .select(QUARANTINE.fields())
                .select(QUARANTINE_REASON.fields())
                .select(QUARANTINE_EVENT.fields())
                .from(QUARANTINE)
                .join(QUARANTINE_REASON)
                .on(QUARANTINE_REASON.HELD_ID.eq(QUARANTINE.HELD_ID))
                .leftJoin(QUARANTINE_EVENT)
                .on(QUARANTINE_EVENT.HELD_ID.eq(QUARANTINE.HELD_ID))
                .and(QUARANTINE_EVENT.POSITION.eq(QUARANTINE.LAST_EVENT))
                .where(which)
                .orderBy(QUARANTINE.HELD_US, QUARANTINE.HELD_ID, QUARANTINE_REASON.POSITION)
                .fetchSize(session.streamingFetchSize())
                .fetchLazy()) {
            handOver(rows, consumer);
        }
    }

    /** The row of an id, or null. */
    static @Nullable HeldRow find(Session session, String id) {
        List<HeldRow> found = new ArrayList<>();
        read(session, QUARANTINE.HELD_ID.eq(id), found::add);
        return found.isEmpty() ? null : found.get(0);
    }

    /** What became of a row, oldest first. */
    static List<HeldEvent> events(Session session, String id) {
        return session.dsl()
                .selectFrom(QUARANTINE_EVENT)
                .where(QUARANTINE_EVENT.HELD_ID.eq(id))
                .orderBy(QUARANTINE_EVENT.POSITION)
                .fetch(HeldReader::event);
    }

    /** When a row was seen last; rows of version 0.2 say only when they were held. */
    static Field<Long> seen() {
        return DSL.coalesce(QUARANTINE.SEEN_US, QUARANTINE.HELD_US);
    }

    /** When the state of a row changed last. */
    static Field<Long> changed() {
        return DSL.coalesce(QUARANTINE.STATE_US, QUARANTINE.HELD_US);
    }

    /** Joins the reasons of each row, which stand together. */
    private static void handOver(Cursor<Record> rows, Consumer<? super HeldRow> consumer) {
        Record current = null;
        List<RejectedRow.Reason> reasons = new ArrayList<>();
        for (Record row : rows) {
            if (current != null && !current.get(QUARANTINE.HELD_ID).equals(row.get(QUARANTINE.HELD_ID))) {
                consumer.accept(heldRow(current, reasons));
                reasons.clear();
            }
            current = row;
            reasons.add(reason(row));
        }
        if (current != null) {
            consumer.accept(heldRow(current, reasons));
        }
    }

    private static HeldRow heldRow(Record row, List<RejectedRow.Reason> reasons) {
        HeldRow.State state = HeldRow.State.valueOf(row.get(QUARANTINE.STATE));
        boolean resolved = state == HeldRow.State.RELEASED || state == HeldRow.State.CORRECTED;
        Long seen = row.get(QUARANTINE.SEEN_US);
        return new HeldRow(
                row.get(QUARANTINE.HELD_ID),
                row.get(QUARANTINE.SOURCE),
                row.get(QUARANTINE.SUBJECT),
                new RejectedRow(
                        Texts.decode(row.get(QUARANTINE.LOCATION)),
                        Texts.decode(row.get(QUARANTINE.RAW_ROW)),
                        reasons,
                        ObservationColumns.OF_ROW.read(row)),
                row.get(QUARANTINE.OCCURRENCES),
                state,
                Times.instant(row.get(QUARANTINE.HELD_US)),
                Times.instant(seen == null ? row.get(QUARANTINE.HELD_US) : seen),
                resolved ? ObservationColumns.OF_EVENT.read(row) : null);
    }

    /** A reason, as it is kept. */
    static RejectedRow.Reason reason(Record row) {
        return new RejectedRow.Reason(
                row.get(QUARANTINE_REASON.RULE_ID),
                Texts.decode(row.get(QUARANTINE_REASON.FIELD)),
                Texts.decode(row.get(QUARANTINE_REASON.FIELD_VALUE)),
                Texts.decode(row.get(QUARANTINE_REASON.TEXT)));
    }

    private static HeldEvent event(Record row) {
        String from = row.get(QUARANTINE_EVENT.FROM_STATE);
        return new HeldEvent(
                Times.instant(row.get(QUARANTINE_EVENT.AT_US)),
                from == null ? null : HeldRow.State.valueOf(from),
                HeldRow.State.valueOf(row.get(QUARANTINE_EVENT.TO_STATE)),
                Texts.decode(row.get(QUARANTINE_EVENT.ACTOR)),
                Texts.decode(row.get(QUARANTINE_EVENT.NOTE)),
                ObservationColumns.OF_EVENT.read(row));
    }
}
