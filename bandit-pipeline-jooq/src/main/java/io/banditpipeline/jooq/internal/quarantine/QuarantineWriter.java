package io.banditpipeline.jooq.internal.quarantine;

import static io.banditpipeline.jooq.internal.db.Tables.QUARANTINE;
import static io.banditpipeline.jooq.internal.db.Tables.QUARANTINE_REASON;
import static io.banditpipeline.jooq.internal.sql.RowBatch.proposed;

import io.banditpipeline.jooq.internal.sql.Hashes;
import io.banditpipeline.jooq.internal.sql.RowBatch;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.HeldRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jooq.Field;

/**
 * Holds the rejected rows of a complete fetch, inside the transaction that stores its good rows (R8).
 *
 * <p>A row is known by its content: it is held once however often it is fetched, and the time it was first held stays.
 * A row that was held before, for days that the fetch covers, and is not among the rejected ones any more is
 * superseded. Holding the same rows again changes nothing (R1). The rows are read twice and not kept in memory (R15).
 * Not thread-safe.
 */
public final class QuarantineWriter {
    private static final int CHUNK = 500;
    private static final List<Field<?>> REASON_COLUMNS = List.of(
            QUARANTINE_REASON.HELD_ID,
            QUARANTINE_REASON.POSITION,
            QUARANTINE_REASON.RULE_ID,
            QUARANTINE_REASON.FIELD,
            QUARANTINE_REASON.FIELD_VALUE,
            QUARANTINE_REASON.TEXT);
    private static final List<Field<?>> COLUMNS = List.of(
            QUARANTINE.HELD_ID,
            QUARANTINE.SOURCE,
            QUARANTINE.SUBJECT,
            QUARANTINE.SLICE_KIND,
            QUARANTINE.FIRST_DAY,
            QUARANTINE.LAST_DAY,
            QUARANTINE.LOCATION,
            QUARANTINE.RAW_ROW,
            QUARANTINE.OCCURRENCES,
            QUARANTINE.STATE,
            QUARANTINE.HELD_US);

    private final Session session;
    private final HeldScope scope;
    private final long observedMicros;

    private QuarantineWriter(Session session, HeldScope scope, Instant observedAt) {
        this.session = session;
        this.scope = scope;
        this.observedMicros = Times.micros(observedAt);
    }

    /**
     * Holds the rejected rows of a complete fetch.
     *
     * @param scope what was fetched
     * @param observedAt when
     * @param rejected all rows of the fetch that cannot be used; read twice
     * @return the number of rows, repeated ones counted as often as they stood there
     */
    public static long replace(Session session, HeldScope scope, Instant observedAt, Iterable<RejectedRow> rejected) {
        QuarantineWriter writer = new QuarantineWriter(session, scope, observedAt);
        writer.supersede();
        inChunks(rejected, writer::forgetOccurrences);
        return inChunks(rejected, writer::hold);
    }

    private void supersede() {
        session.dsl()
                .update(QUARANTINE)
                .set(QUARANTINE.STATE, HeldRow.State.SUPERSEDED.name())
                .where(QUARANTINE.SOURCE.eq(scope.source()))
                .and(QUARANTINE.SLICE_KIND.eq(scope.kind()))
                .and(QUARANTINE.FIRST_DAY.ge(Times.day(scope.days().first())))
                .and(QUARANTINE.LAST_DAY.le(Times.day(scope.days().last())))
                .and(QUARANTINE.SUBJECT.eq(scope.subject()))
                .and(QUARANTINE.STATE.eq(HeldRow.State.HELD.name()))
                .execute();
    }

    private void forgetOccurrences(List<RejectedRow> chunk) {
        List<String> ids = chunk.stream().map(this::id).distinct().sorted().toList();
        session.dsl()
                .update(QUARANTINE)
                .set(QUARANTINE.OCCURRENCES, 0L)
                .where(QUARANTINE.HELD_ID.in(ids))
                .execute();
    }

    private void hold(List<RejectedRow> chunk) {
        Map<String, RejectedRow> rows = new LinkedHashMap<>();
        Map<String, Long> occurrences = new HashMap<>();
        for (RejectedRow row : chunk) {
            String id = id(row);
            rows.putIfAbsent(id, row);
            occurrences.merge(id, 1L, Long::sum);
        }
        RowBatch held = RowBatch.upsert(session, QUARANTINE, COLUMNS, changes());
        RowBatch reasons = RowBatch.insertNew(session, QUARANTINE_REASON, REASON_COLUMNS);
        rows.forEach((id, row) -> {
            addRow(held, id, row, Objects.requireNonNull(occurrences.get(id), "every row was counted"));
            addReasons(reasons, id, row.reasons());
        });
        held.flush();
        reasons.flush();
    }

    private Map<Field<?>, Object> changes() {
        Map<Field<?>, Object> changes = new LinkedHashMap<>();
        changes.put(QUARANTINE.OCCURRENCES, QUARANTINE.OCCURRENCES.plus(proposed(session, QUARANTINE.OCCURRENCES)));
        List.of(QUARANTINE.STATE, QUARANTINE.LOCATION, QUARANTINE.FIRST_DAY, QUARANTINE.LAST_DAY)
                .forEach(column -> changes.put(column, proposed(session, column)));
        return changes;
    }

    private void addRow(RowBatch batch, String id, RejectedRow row, long occurrences) {
        batch.add(
                id,
                id,
                Texts.key("source", scope.source(), 190),
                Texts.key("subject", scope.subject(), 400),
                scope.kind(),
                Times.day(scope.days().first()),
                Times.day(scope.days().last()),
                Texts.encode(row.where()),
                Texts.encode(row.raw()),
                occurrences,
                HeldRow.State.HELD.name(),
                observedMicros);
    }

    private static void addReasons(RowBatch batch, String id, List<RejectedRow.Reason> reasons) {
        for (int position = 0; position < reasons.size(); position++) {
            RejectedRow.Reason reason = reasons.get(position);
            batch.add(
                    List.of(id, position),
                    id,
                    position,
                    Texts.key("rule", reason.rule(), 190),
                    Texts.encode(reason.field()),
                    Texts.encode(reason.value()),
                    Texts.encode(reason.text()));
        }
    }

    private String id(RejectedRow row) {
        List<String> content = new ArrayList<>(List.of(scope.source(), scope.subject(), row.raw()));
        row.reasons().forEach(reason -> content.add(reason.rule()));
        return Hashes.sha256(content);
    }

    private static long inChunks(Iterable<RejectedRow> rows, Consumer<List<RejectedRow>> work) {
        long count = 0;
        List<RejectedRow> chunk = new ArrayList<>();
        for (RejectedRow row : rows) {
            chunk.add(row);
            count++;
            if (chunk.size() == CHUNK) {
                work.accept(chunk);
                chunk.clear();
            }
        }
        if (!chunk.isEmpty()) {
            work.accept(chunk);
        }
        return count;
    }
}
