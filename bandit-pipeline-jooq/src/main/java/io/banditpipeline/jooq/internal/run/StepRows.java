package io.banditpipeline.jooq.internal.run;

import static io.banditpipeline.jooq.internal.db.Tables.STEP_MESSAGE;
import static io.banditpipeline.jooq.internal.db.Tables.STEP_RUN;

import io.banditpipeline.jooq.internal.sql.RowBatch;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.StoredStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;

/** The rows of steps and of their messages. Stateless. */
final class StepRows {
    private static final List<Field<?>> COLUMNS = List.of(
            STEP_RUN.RUN_ID,
            STEP_RUN.POSITION,
            STEP_RUN.NAME,
            STEP_RUN.PARENT,
            STEP_RUN.STATE,
            STEP_RUN.ATTEMPTS,
            STEP_RUN.MAY_PASS,
            STEP_RUN.FETCHED,
            STEP_RUN.STORED,
            STEP_RUN.CHANGED,
            STEP_RUN.UNCHANGED,
            STEP_RUN.DUPLICATES,
            STEP_RUN.QUARANTINED,
            STEP_RUN.PARKED,
            STEP_RUN.REMOVED,
            STEP_RUN.DURATION_MS,
            STEP_RUN.STARTED_US,
            STEP_RUN.GAVE,
            STEP_RUN.OUTPUT);
    private static final List<Field<?>> MESSAGE_COLUMNS =
            List.of(STEP_MESSAGE.RUN_ID, STEP_MESSAGE.POSITION, STEP_MESSAGE.LINE, STEP_MESSAGE.TEXT);

    private StepRows() {}

    /** Writes steps of a run that is locked: in the place of those of their names, or behind the last. */
    static void save(Session session, String runId, List<StoredStep> steps) {
        Map<String, Integer> known = positions(session, runId);
        Map<Integer, StoredStep> placed = new LinkedHashMap<>();
        List<Integer> again = new ArrayList<>();
        int next = 1 + known.values().stream().mapToInt(i -> i).max().orElse(-1);
        for (StoredStep step : steps) {
            String name = Texts.key("step name", step.report().name(), 190);
            Integer position = known.get(name);
            if (position == null) {
                position = next++;
                known.put(name, position);
            } else {
                again.add(position);
            }
            placed.put(position, step);
        }
        session.dsl()
                .deleteFrom(STEP_MESSAGE)
                .where(STEP_MESSAGE.RUN_ID.eq(runId))
                .and(STEP_MESSAGE.POSITION.in(again))
                .execute();
        write(session, runId, placed);
    }

    /** The steps of runs, by run, each in the order of being kept first. */
    static Map<String, List<StoredStep>> of(Session session, Collection<String> runIds) {
        Map<List<Object>, List<String>> messages = messages(session, runIds);
        Map<String, List<StoredStep>> steps = new HashMap<>();
        session.dsl()
                .selectFrom(STEP_RUN)
                .where(STEP_RUN.RUN_ID.in(runIds))
                .orderBy(STEP_RUN.RUN_ID, STEP_RUN.POSITION)
                .forEach(row -> {
                    List<Object> key = List.of(row.get(STEP_RUN.RUN_ID), row.get(STEP_RUN.POSITION));
                    steps.computeIfAbsent(row.get(STEP_RUN.RUN_ID), id -> new ArrayList<>())
                            .add(step(row, messages.getOrDefault(key, List.of())));
                });
        return steps;
    }

    static void delete(Session session, Collection<String> runIds) {
        session.dsl()
                .deleteFrom(STEP_MESSAGE)
                .where(STEP_MESSAGE.RUN_ID.in(runIds))
                .execute();
        session.dsl().deleteFrom(STEP_RUN).where(STEP_RUN.RUN_ID.in(runIds)).execute();
    }

    private static Map<String, Integer> positions(Session session, String runId) {
        return session.dsl()
                .select(STEP_RUN.NAME, STEP_RUN.POSITION)
                .from(STEP_RUN)
                .where(STEP_RUN.RUN_ID.eq(runId))
                .fetchMap(STEP_RUN.NAME, STEP_RUN.POSITION);
    }

    private static void write(Session session, String runId, Map<Integer, StoredStep> steps) {
        RowBatch rows = RowBatch.upsert(session, STEP_RUN, COLUMNS);
        RowBatch messages = RowBatch.insert(session, STEP_MESSAGE, MESSAGE_COLUMNS);
        steps.forEach((position, step) -> {
            add(rows, runId, position, step);
            List<String> lines = step.report().messages();
            for (int line = 0; line < lines.size(); line++) {
                messages.add(List.of(position, line), runId, position, line, Texts.encode(lines.get(line)));
            }
        });
        rows.flush();
        messages.flush();
    }

    private static void add(RowBatch rows, String runId, int position, StoredStep step) {
        StepReport report = step.report();
        StepCounts counts = report.counts();
        String parent = step.parent();
        Instant startedAt = step.startedAt();
        String output = step.output();
        rows.add(
                position,
                runId,
                position,
                report.name(),
                parent == null
                        ? null
                        : Texts.key("name of the step that " + report.name() + " is a part of", parent, 190),
                report.state().name(),
                report.attempts(),
                flag(report.mayPass()),
                counts.fetched(),
                counts.stored(),
                counts.changed(),
                counts.unchanged(),
                counts.duplicates(),
                counts.quarantined(),
                counts.parked(),
                counts.removed(),
                report.duration().toMillis(),
                startedAt == null ? null : Times.micros(startedAt),
                flag(step.gave()),
                output == null ? null : Texts.encode(output));
    }

    private static Map<List<Object>, List<String>> messages(Session session, Collection<String> runIds) {
        Map<List<Object>, List<String>> messages = new HashMap<>();
        session.dsl()
                .selectFrom(STEP_MESSAGE)
                .where(STEP_MESSAGE.RUN_ID.in(runIds))
                .orderBy(STEP_MESSAGE.RUN_ID, STEP_MESSAGE.POSITION, STEP_MESSAGE.LINE)
                .forEach(row -> messages.computeIfAbsent(
                                List.of(row.get(STEP_MESSAGE.RUN_ID), row.get(STEP_MESSAGE.POSITION)),
                                key -> new ArrayList<>())
                        .add(Texts.decode(row.get(STEP_MESSAGE.TEXT))));
        return messages;
    }

    private static StoredStep step(Record row, List<String> messages) {
        StepReport report = new StepReport(
                row.get(STEP_RUN.NAME),
                StepState.valueOf(row.get(STEP_RUN.STATE)),
                counts(row),
                Duration.ofMillis(row.get(STEP_RUN.DURATION_MS)),
                messages,
                row.get(STEP_RUN.ATTEMPTS),
                row.get(STEP_RUN.MAY_PASS) != 0,
                List.of());
        Long startedUs = row.get(STEP_RUN.STARTED_US);
        String output = row.get(STEP_RUN.OUTPUT);
        return new StoredStep(
                report,
                row.get(STEP_RUN.PARENT),
                startedUs == null ? null : Times.instant(startedUs),
                row.get(STEP_RUN.GAVE) != 0,
                output == null ? null : Texts.decode(output));
    }

    private static StepCounts counts(Record row) {
        return new StepCounts(
                row.get(STEP_RUN.FETCHED),
                row.get(STEP_RUN.STORED),
                row.get(STEP_RUN.CHANGED),
                row.get(STEP_RUN.UNCHANGED),
                row.get(STEP_RUN.DUPLICATES),
                row.get(STEP_RUN.QUARANTINED),
                row.get(STEP_RUN.PARKED),
                row.get(STEP_RUN.REMOVED));
    }

    private static Short flag(boolean value) {
        return (short) (value ? 1 : 0);
    }
}
