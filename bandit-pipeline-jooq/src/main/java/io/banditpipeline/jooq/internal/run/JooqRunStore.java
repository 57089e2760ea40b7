package io.banditpipeline.jooq.internal.run;

import static io.banditpipeline.jooq.internal.db.Tables.JOB_RUN;
import static io.banditpipeline.jooq.internal.db.Tables.STEP_MESSAGE;
import static io.banditpipeline.jooq.internal.db.Tables.STEP_RUN;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.jooq.internal.catalog.Numbers;
import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.jooq.internal.sql.RowBatch;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;

/** Keeps the history of runs. This class is thread-safe. */
public final class JooqRunStore implements RunStore {
    private static final List<Field<?>> MESSAGE_COLUMNS =
            List.of(STEP_MESSAGE.RUN_ID, STEP_MESSAGE.POSITION, STEP_MESSAGE.LINE, STEP_MESSAGE.TEXT);

    private final Database database;

    /** @param database the database */
    public JooqRunStore(Database database) {
        this.database = database;
    }

    @Override
    public void started(String runId, String workflow, Instant asOf) {
        database.write(session -> session.dsl()
                .insertInto(JOB_RUN)
                .set(JOB_RUN.RUN_ID, Texts.key("run id", runId, 190))
                .set(JOB_RUN.WORKFLOW, Texts.key("workflow", workflow, 190))
                .set(JOB_RUN.AS_OF_US, Times.micros(asOf))
                .set(JOB_RUN.POSITION, Numbers.next(session, JOB_RUN, JOB_RUN.POSITION))
                .onConflict(JOB_RUN.RUN_ID)
                .doNothing()
                .execute());
    }

    @Override
    public void stepEnded(String runId, int position, StepReport step) {
        database.doWrite(session -> {
            requireRun(runId, session.dsl().fetchExists(JOB_RUN, JOB_RUN.RUN_ID.eq(runId)));
            deleteStep(session, runId, position);
            insertStep(session, runId, position, step);
            insertMessages(session, runId, position, step.messages());
        });
    }

    @Override
    public void ended(String runId, RunState state, Duration duration) {
        database.doWrite(session -> {
            int known = session.dsl()
                    .update(JOB_RUN)
                    .set(JOB_RUN.STATE, state.name())
                    .set(JOB_RUN.DURATION_MS, duration.toMillis())
                    .where(JOB_RUN.RUN_ID.eq(runId))
                    .execute();
            requireRun(runId, known > 0);
        });
    }

    @Override
    public List<Run> latest(int limit) {
        return database.read(session -> {
            List<Record> runs = List.copyOf(session.dsl()
                    .selectFrom(JOB_RUN)
                    .orderBy(JOB_RUN.POSITION.desc(), JOB_RUN.RUN_ID.desc())
                    .limit(limit)
                    .fetch());
            List<String> ids = runs.stream().map(run -> run.get(JOB_RUN.RUN_ID)).toList();
            Map<String, List<StepReport>> steps = steps(session, ids);
            return runs.stream()
                    .map(run -> run(run, steps.getOrDefault(run.get(JOB_RUN.RUN_ID), List.of())))
                    .toList();
        });
    }

    private static void requireRun(String runId, boolean known) {
        if (!known) {
            throw new PipelineException(
                    ErrorCode.INVALID_INPUT, "Run " + runId + " is unknown: note that it started first");
        }
    }

    private static void deleteStep(Session session, String runId, int position) {
        session.dsl()
                .deleteFrom(STEP_MESSAGE)
                .where(STEP_MESSAGE.RUN_ID.eq(runId))
                .and(STEP_MESSAGE.POSITION.eq(position))
                .execute();
        session.dsl()
                .deleteFrom(STEP_RUN)
                .where(STEP_RUN.RUN_ID.eq(runId))
                .and(STEP_RUN.POSITION.eq(position))
                .execute();
    }

    private static void insertStep(Session session, String runId, int position, StepReport step) {
        StepCounts counts = step.counts();
        session.dsl()
                .insertInto(STEP_RUN)
                .set(STEP_RUN.RUN_ID, runId)
                .set(STEP_RUN.POSITION, position)
                .set(STEP_RUN.NAME, Texts.key("step name", step.name(), 190))
                .set(STEP_RUN.STATE, step.state().name())
                .set(STEP_RUN.FETCHED, counts.fetched())
                .set(STEP_RUN.STORED, counts.stored())
                .set(STEP_RUN.CHANGED, counts.changed())
                .set(STEP_RUN.UNCHANGED, counts.unchanged())
                .set(STEP_RUN.DUPLICATES, counts.duplicates())
                .set(STEP_RUN.QUARANTINED, counts.quarantined())
                .set(STEP_RUN.PARKED, counts.parked())
                .set(STEP_RUN.REMOVED, counts.removed())
                .set(STEP_RUN.DURATION_MS, step.duration().toMillis())
                .execute();
    }

    private static void insertMessages(Session session, String runId, int position, List<String> messages) {
        RowBatch batch = RowBatch.insert(session, STEP_MESSAGE, MESSAGE_COLUMNS);
        for (int line = 0; line < messages.size(); line++) {
            batch.add(line, runId, position, line, Texts.encode(messages.get(line)));
        }
        batch.flush();
    }

    private static Map<String, List<StepReport>> steps(Session session, List<String> runIds) {
        Map<List<Object>, List<String>> messages = new HashMap<>();
        session.dsl()
                .selectFrom(STEP_MESSAGE)
                .where(STEP_MESSAGE.RUN_ID.in(runIds))
                .orderBy(STEP_MESSAGE.RUN_ID, STEP_MESSAGE.POSITION, STEP_MESSAGE.LINE)
                .forEach(row -> messages.computeIfAbsent(
                                List.of(row.get(STEP_MESSAGE.RUN_ID), row.get(STEP_MESSAGE.POSITION)),
                                key -> new ArrayList<>())
                        .add(Texts.decode(row.get(STEP_MESSAGE.TEXT))));
        Map<String, List<StepReport>> steps = new HashMap<>();
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

    private static Run run(Record row, List<StepReport> steps) {
        return new Run(
                row.get(JOB_RUN.RUN_ID),
                row.get(JOB_RUN.WORKFLOW),
                Times.instant(row.get(JOB_RUN.AS_OF_US)),
                Optional.ofNullable(row.get(JOB_RUN.STATE)).map(RunState::valueOf),
                steps);
    }

    private static StepReport step(Record row, List<String> messages) {
        StepCounts counts = new StepCounts(
                row.get(STEP_RUN.FETCHED),
                row.get(STEP_RUN.STORED),
                row.get(STEP_RUN.CHANGED),
                row.get(STEP_RUN.UNCHANGED),
                row.get(STEP_RUN.DUPLICATES),
                row.get(STEP_RUN.QUARANTINED),
                row.get(STEP_RUN.PARKED),
                row.get(STEP_RUN.REMOVED));
        return new StepReport(
                row.get(STEP_RUN.NAME),
                StepState.valueOf(row.get(STEP_RUN.STATE)),
                counts,
                Duration.ofMillis(row.get(STEP_RUN.DURATION_MS)),
                messages);
    }
}
