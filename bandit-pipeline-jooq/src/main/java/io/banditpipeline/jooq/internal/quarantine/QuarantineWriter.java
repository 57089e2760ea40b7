package io.banditpipeline.jooq.internal.quarantine;

import static io.banditpipeline.jooq.internal.db.Tables.QUARANTINE;
import static io.banditpipeline.jooq.internal.db.Tables.QUARANTINE_EVENT;
import static io.banditpipeline.jooq.internal.db.Tables.QUARANTINE_REASON;
import static io.banditpipeline.jooq.internal.sql.RowBatch.proposed;

import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.jooq.internal.sql.RowBatch;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.HeldRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record4;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Holds the rejected rows of a complete fetch, inside the transaction that stores its good rows (R8).
 *
 * <p>A row is known by its content: it is held once however often it is fetched, and the time it was first held stays.
 * A row that is HELD, lies on days that the fetch covers, and is not among the rejected ones any more is superseded. A
 * row that something happened to after the fetch began is left alone, so that holding the same rows again changes
 * nothing (R1). The rows are read twice and not kept in memory (R15). Not thread-safe.
 *
 * <p>Which rows are gone is marked in the table itself: the occurrences of those that may be are negative until the
 * fetch turns out to have them.
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

    /** What a fetch says of a row. */
    private static final List<Field<?>> FETCHED = List.of(
            QUARANTINE.FIRST_DAY,
            QUARANTINE.LAST_DAY,
            QUARANTINE.LOCATION,
            QUARANTINE.OCCURRENCES,
            QUARANTINE.STATE,
            QUARANTINE.SEEN_US,
            QUARANTINE.STATE_US,
            QUARANTINE.LAST_EVENT);

    /** What is said of a row once. */
    private static final List<Field<?>> FIXED = List.of(
            QUARANTINE.HELD_ID,
            QUARANTINE.SOURCE,
            QUARANTINE.SUBJECT,
            QUARANTINE.SLICE_KIND,
            QUARANTINE.RAW_ROW,
            QUARANTINE.HELD_US);

    private final Session session;
    private final HeldScope scope;
    private final long observedMicros;

    /** What is known of a row: its state, its latest event, how often it stood in this fetch so far. */
    private record Known(@Nullable String state, @Nullable Integer lastEvent, long stateMicros, long occurrences) {}

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
        writer.planAnew();
        writer.mark();
        inChunks(rejected, writer::forgetOccurrences);
        long count = inChunks(rejected, writer::hold);
        writer.supersedeMarked();
        return count;
    }

    /** PostgreSQL would keep to a plan made while the table was small, and read all of it for every chunk. */
    private void planAnew() {
        if (session.engine() == Engine.POSTGRESQL) {
            session.dsl().execute("set local plan_cache_mode = force_custom_plan");
        }
    }

    private void mark() {
        session.dsl()
                .update(QUARANTINE)
                .set(QUARANTINE.OCCURRENCES, QUARANTINE.OCCURRENCES.neg())
                .where(heldHere())
                .and(notLater())
                .execute();
    }

    private void forgetOccurrences(List<RejectedRow> chunk) {
        session.dsl()
                .update(QUARANTINE)
                .set(QUARANTINE.OCCURRENCES, 0L)
                .where(QUARANTINE.HELD_ID.in(
                        chunk.stream().map(this::id).distinct().sorted().toList()))
                .and(notLater())
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
        Map<String, Known> known = known(rows.keySet());
        rows.keySet().retainAll(known.keySet());
        known.forEach((id, before) -> {
            if (before.occurrences() > 0) {
                addOccurrences(id, occurrences.getOrDefault(id, 0L));
                rows.remove(id);
            }
        });
        write(rows, occurrences, known);
    }

    /** The rows that this fetch has a say on, new ones with nothing that is known. */
    private Map<String, Known> known(Iterable<String> ids) {
        Map<String, Known> known = new LinkedHashMap<>();
        ids.forEach(id -> known.put(id, new Known(null, null, observedMicros, 0)));
        session.dsl()
                .select(
                        QUARANTINE.HELD_ID,
                        QUARANTINE.STATE,
                        QUARANTINE.LAST_EVENT,
                        QUARANTINE.OCCURRENCES,
                        HeldReader.seen(),
                        HeldReader.changed())
                .from(QUARANTINE)
                .where(QUARANTINE.HELD_ID.in(List.copyOf(known.keySet())))
                .forEach(row -> {
                    if (row.value5() > observedMicros || row.value6() > observedMicros) {
                        known.remove(row.value1());
                    } else {
                        known.put(row.value1(), new Known(row.value2(), row.value3(), row.value6(), row.value4()));
                    }
                });
        return known;
    }

    private void addOccurrences(String id, long more) {
        session.dsl()
                .update(QUARANTINE)
                .set(QUARANTINE.OCCURRENCES, QUARANTINE.OCCURRENCES.plus(more))
                .where(QUARANTINE.HELD_ID.eq(id))
                .execute();
    }

    private void write(Map<String, RejectedRow> rows, Map<String, Long> occurrences, Map<String, Known> known) {
        List<String> seenBefore = rows.keySet().stream()
                .filter(id -> known.containsKey(id) && known.get(id).state() != null)
                .toList();
        Map<String, List<RejectedRow.Reason>> decided = Map.of();
        if (!seenBefore.isEmpty()) {
            decided = reasonsOfDecided(seenBefore);
            session.dsl()
                    .deleteFrom(QUARANTINE_REASON)
                    .where(QUARANTINE_REASON.HELD_ID.in(seenBefore))
                    .execute();
        }
        RowBatch held = RowBatch.upsert(session, QUARANTINE, columns(), changes());
        RowBatch reasons = RowBatch.insert(session, QUARANTINE_REASON, REASON_COLUMNS);
        HeldTrail trail = new HeldTrail(session);
        for (Map.Entry<String, RejectedRow> entry : rows.entrySet()) {
            String id = entry.getKey();
            RejectedRow row = entry.getValue();
            addRow(held, trail, id, row, occurrences.getOrDefault(id, 1L), known.get(id));
            addReasons(reasons, id, all(row.reasons(), decided.getOrDefault(id, List.of())));
        }
        held.flush();
        reasons.flush();
        trail.flush();
    }

    /** The reasons of rows that somebody decided on: they stay, so that deciding again covers them again. */
    private Map<String, List<RejectedRow.Reason>> reasonsOfDecided(List<String> ids) {
        Map<String, List<RejectedRow.Reason>> reasons = new HashMap<>();
        session.dsl()
                .selectFrom(QUARANTINE_REASON)
                .where(QUARANTINE_REASON.HELD_ID.in(session.dsl()
                        .select(QUARANTINE_EVENT.HELD_ID)
                        .from(QUARANTINE_EVENT)
                        .where(QUARANTINE_EVENT.HELD_ID.in(ids))
                        .and(QUARANTINE_EVENT.ENTITY_LEVEL.isNotNull())
                        .fetchSet(QUARANTINE_EVENT.HELD_ID)))
                .orderBy(QUARANTINE_REASON.HELD_ID, QUARANTINE_REASON.POSITION)
                .forEach(row -> reasons.computeIfAbsent(row.get(QUARANTINE_REASON.HELD_ID), id -> new ArrayList<>())
                        .add(HeldReader.reason(row)));
        return reasons;
    }

    private static List<RejectedRow.Reason> all(List<RejectedRow.Reason> now, List<RejectedRow.Reason> before) {
        Set<String> rules = now.stream().map(RejectedRow.Reason::rule).collect(Collectors.toSet());
        return Stream.concat(now.stream(), before.stream().filter(reason -> !rules.contains(reason.rule())))
                .toList();
    }

    private static List<Field<?>> columns() {
        List<Field<?>> columns = new ArrayList<>(FIXED);
        columns.addAll(FETCHED);
        columns.addAll(ObservationColumns.OF_ROW.fields());
        return columns;
    }

    private Map<Field<?>, Object> changes() {
        Map<Field<?>, Object> changes = new LinkedHashMap<>();
        FETCHED.forEach(column -> changes.put(column, proposed(session, column)));
        ObservationColumns.OF_ROW.fields().forEach(column -> changes.put(column, proposed(session, column)));
        return changes;
    }

    private void addRow(
            RowBatch batch, HeldTrail trail, String id, RejectedRow row, long occurrences, @Nullable Known before) {
        String from = before == null ? null : before.state();
        Integer lastEvent = before == null ? null : before.lastEvent();
        HeldRow.State next = HeldRow.State.REJECTED.name().equals(from) ? HeldRow.State.REJECTED : HeldRow.State.HELD;
        boolean changes = !next.name().equals(from);
        if (changes) {
            trail.add(id, HeldTrail.next(lastEvent), observedMicros, from, next, rules(row));
        }
        Observation observation = ObservationColumns.keepable(row.observation());
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(
                id,
                Texts.key("source", scope.source(), 190),
                Texts.key("subject", scope.subject(), 400),
                scope.kind(),
                Texts.encode(row.raw()),
                observedMicros,
                Times.day(lies(observation, scope.days().first())),
                Times.day(lies(observation, scope.days().last())),
                Texts.encode(row.where()),
                occurrences,
                next.name(),
                observedMicros,
                changes || before == null ? observedMicros : before.stateMicros(),
                changes ? Integer.valueOf(HeldTrail.next(lastEvent)) : lastEvent));
        values.addAll(ObservationColumns.values(observation));
        batch.add(id, values.toArray());
    }

    /** The day of a row that speaks of one, or the day of the slice. */
    private LocalDate lies(@Nullable Observation row, LocalDate ofSlice) {
        return row != null && scope.days().contains(row.interval().day())
                ? row.interval().day()
                : ofSlice;
    }

    private static String rules(RejectedRow row) {
        return row.reasons().stream().map(RejectedRow.Reason::rule).distinct().collect(Collectors.joining(", "));
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

    private void supersedeMarked() {
        List<String> marked = supersedeSome();
        while (!marked.isEmpty()) {
            marked = supersedeSome();
        }
    }

    private List<String> supersedeSome() {
        Result<Record4<String, Integer, String, Long>> marked = session.dsl()
                .select(QUARANTINE.HELD_ID, QUARANTINE.LAST_EVENT, QUARANTINE.STATE, QUARANTINE.OCCURRENCES)
                .from(QUARANTINE)
                .where(heldHere())
                .and(QUARANTINE.OCCURRENCES.lt(0L))
                .limit(CHUNK)
                .fetch();
        HeldTrail trail = new HeldTrail(session);
        marked.forEach(row -> trail.add(
                row.value1(),
                HeldTrail.next(row.value2()),
                observedMicros,
                row.value3(),
                HeldRow.State.SUPERSEDED,
                "a later fetch no longer has it"));
        trail.flush();
        List<String> ids = marked.map(Record4::value1);
        if (!ids.isEmpty()) {
            session.dsl()
                    .update(QUARANTINE)
                    .set(QUARANTINE.STATE, HeldRow.State.SUPERSEDED.name())
                    .set(QUARANTINE.STATE_US, observedMicros)
                    .set(
                            QUARANTINE.LAST_EVENT,
                            DSL.coalesce(QUARANTINE.LAST_EVENT, -1).plus(1))
                    .set(QUARANTINE.OCCURRENCES, QUARANTINE.OCCURRENCES.neg())
                    .where(QUARANTINE.HELD_ID.in(ids))
                    .execute();
        }
        return ids;
    }

    private Condition heldHere() {
        return QUARANTINE
                .SOURCE
                .eq(scope.source())
                .and(QUARANTINE.SLICE_KIND.eq(scope.kind()))
                .and(QUARANTINE.FIRST_DAY.ge(Times.day(scope.days().first())))
                .and(QUARANTINE.LAST_DAY.le(Times.day(scope.days().last())))
                .and(QUARANTINE.SUBJECT.eq(scope.subject()))
                .and(QUARANTINE.STATE.eq(HeldRow.State.HELD.name()));
    }

    /** Rows that nothing happened to since the fetch began. */
    private Condition notLater() {
        return HeldReader.seen().le(observedMicros).and(HeldReader.changed().le(observedMicros));
    }

    private String id(RejectedRow row) {
        return HeldRow.id(scope.source(), scope.subject(), row.raw());
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
