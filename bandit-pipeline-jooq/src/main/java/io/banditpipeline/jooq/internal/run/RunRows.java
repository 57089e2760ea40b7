package io.banditpipeline.jooq.internal.run;

import static io.banditpipeline.jooq.internal.db.Tables.JOB_RUN;

import io.banditpipeline.jooq.internal.catalog.Numbers;
import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.run.RunState;
import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.RunStore.Signal;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.store.StoredStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;

/** The rows of runs. Stateless. */
final class RunRows {
    private RunRows() {}

    /** A run's row; until the transaction ends, nobody else changes it. */
    static Optional<Record> lock(Session session, String runId) {
        SelectConditionStep<Record> row = session.dsl().selectFrom(JOB_RUN).where(JOB_RUN.RUN_ID.eq(runId));
        return session.engine() == Engine.SQLITE
                ? row.fetchOptional()
                : row.forUpdate().fetchOptional();
    }

    static Optional<StoredRun> find(Session session, String runId) {
        return session.dsl()
                .selectFrom(JOB_RUN)
                .where(JOB_RUN.RUN_ID.eq(runId))
                .fetchOptional()
                .map(row -> withSteps(session, row));
    }

    /** The runs of some rows, in their order. */
    static List<StoredRun> withSteps(Session session, List<? extends Record> rows) {
        List<String> ids = rows.stream().map(row -> row.get(JOB_RUN.RUN_ID)).toList();
        Map<String, List<StoredStep>> steps = StepRows.of(session, ids);
        return rows.stream()
                .map(row -> run(row, steps.getOrDefault(row.get(JOB_RUN.RUN_ID), List.of())))
                .toList();
    }

    static StoredRun withSteps(Session session, Record row) {
        return withSteps(session, List.of(row)).get(0);
    }

    static void insert(Session session, NewRun run, Instant now, Duration lease) {
        Instant slot = run.slot();
        DateRange days = run.scope().days();
        session.dsl()
                .insertInto(JOB_RUN)
                .set(JOB_RUN.RUN_ID, run.runId())
                .set(JOB_RUN.WORKFLOW, Texts.key("workflow", run.workflow(), 190))
                .set(JOB_RUN.SLOT_US, slot == null ? null : Times.micros(slot))
                .set(JOB_RUN.AS_OF_US, Times.micros(run.asOf()))
                .set(JOB_RUN.SCOPE, ScopeText.of(run.scope()))
                .set(JOB_RUN.FIRST_DAY, days == null ? null : Times.day(days.first()))
                .set(JOB_RUN.LAST_DAY, days == null ? null : Times.day(days.last()))
                .set(JOB_RUN.STARTED_BY, Texts.encode(run.startedBy()))
                .set(JOB_RUN.INSTANCE, Texts.encode(run.instance()))
                .set(JOB_RUN.POSITION, Numbers.next(session, JOB_RUN, JOB_RUN.POSITION))
                .set(JOB_RUN.STATE, RunState.RUNNING.name())
                .set(JOB_RUN.ATTEMPTS, 1)
                .set(JOB_RUN.STARTED_US, Times.micros(now))
                .set(JOB_RUN.LEASED_UNTIL_US, Times.micros(now.plus(lease)))
                .set(JOB_RUN.WANTED, Signal.NONE.name())
                .execute();
    }

    static RunState state(Record row) {
        return RunState.valueOf(row.get(JOB_RUN.STATE));
    }

    static Signal wanted(Record row) {
        return Signal.valueOf(row.get(JOB_RUN.WANTED));
    }

    static Instant leasedUntil(Record row) {
        return Times.instant(row.get(JOB_RUN.LEASED_UNTIL_US));
    }

    private static StoredRun run(Record row, List<StoredStep> steps) {
        return new StoredRun(
                newRun(row),
                state(row),
                row.get(JOB_RUN.ATTEMPTS),
                Times.instant(row.get(JOB_RUN.STARTED_US)),
                instantOrNull(row.get(JOB_RUN.ENDED_US)),
                leasedUntil(row),
                wanted(row),
                text(row.get(JOB_RUN.ERROR)),
                steps);
    }

    private static NewRun newRun(Record row) {
        return new NewRun(
                row.get(JOB_RUN.RUN_ID),
                row.get(JOB_RUN.WORKFLOW),
                instantOrNull(row.get(JOB_RUN.SLOT_US)),
                Times.instant(row.get(JOB_RUN.AS_OF_US)),
                ScopeText.read(row.get(JOB_RUN.SCOPE), days(row.get(JOB_RUN.FIRST_DAY), row.get(JOB_RUN.LAST_DAY))),
                text(row.get(JOB_RUN.STARTED_BY)),
                text(row.get(JOB_RUN.INSTANCE)));
    }

    private static @Nullable DateRange days(@Nullable Integer first, @Nullable Integer last) {
        return first == null || last == null
                ? null
                : new DateRange(Times.day(first.intValue()), Times.day(last.intValue()));
    }

    private static @Nullable Instant instantOrNull(@Nullable Long micros) {
        return micros == null ? null : Times.instant(micros);
    }

    /** Text that version 0.3 did not keep is empty. */
    private static String text(@Nullable String kept) {
        return kept == null ? "" : Texts.decode(kept);
    }
}
