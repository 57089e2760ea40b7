package io.banditpipeline.jooq.internal.run;

import static io.banditpipeline.jooq.internal.db.Tables.JOB_RUN;

import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.run.RunState;
import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.store.StoredStep;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * Keeps the history of runs. Whoever changes a run locks its row first, so that a lease is checked in the transaction
 * that relies on it; of two that add one run, the database refuses the second, which then finds the row. A lease's
 * token is the number of attempts. This class is thread-safe.
 */
public final class JooqRunStore implements RunStore {
    private final Database database;

    /** @param database the database */
    public JooqRunStore(Database database) {
        this.database = database;
    }

    @Override
    public Claim claim(NewRun run, Instant moment, Duration lease, boolean again) {
        Instant now = moment.truncatedTo(ChronoUnit.MICROS);
        Texts.key("run id", run.runId(), 190);
        return database.write(session -> {
            Optional<Record> known = RunRows.lock(session, run.runId());
            if (known.isEmpty()) {
                RunRows.insert(session, run, now, lease);
                return granted(session, run.runId());
            }
            Record row = known.get();
            RunState state = RunRows.state(row);
            if (state.ended() && (state == RunState.SUCCEEDED || !again)) {
                return new Claim.Ended(RunRows.withSteps(session, row));
            }
            if (isHeld(row, now, lease) || state == RunState.PAUSED && RunRows.wanted(row) == Signal.PAUSE) {
                return new Claim.Held(RunRows.withSteps(session, row));
            }
            takeOver(session, row, run.instance(), now.plus(lease));
            return granted(session, run.runId());
        });
    }

    @Override
    public Optional<Signal> extend(Lease lease, Instant now, Duration duration) {
        return database.write(session -> held(session, lease).map(row -> {
            session.dsl()
                    .update(JOB_RUN)
                    .set(JOB_RUN.LEASED_UNTIL_US, Times.micros(now.plus(duration)))
                    .where(JOB_RUN.RUN_ID.eq(lease.runId()))
                    .execute();
            return RunRows.wanted(row);
        }));
    }

    @Override
    public boolean save(Lease lease, List<StoredStep> steps) {
        return database.write(session -> {
            boolean isHeld = held(session, lease).isPresent();
            if (isHeld) {
                StepRows.save(session, lease.runId(), steps);
            }
            return isHeld;
        });
    }

    @Override
    public boolean end(Lease lease, RunState state, Instant at, String error) {
        return database.write(session -> {
            Optional<Record> row = held(session, lease);
            row.ifPresent(run -> end(
                    session,
                    lease.runId(),
                    state == RunState.PAUSED && RunRows.wanted(run) == Signal.CANCEL ? RunState.CANCELLED : state,
                    at,
                    error));
            return row.isPresent();
        });
    }

    @Override
    public Optional<StoredRun> signal(String runId, Signal signal, Instant now) {
        return database.write(session -> {
            Optional<Record> known = RunRows.lock(session, runId);
            known.filter(row -> !RunRows.state(row).ended()).ifPresent(row -> {
                boolean isIdle =
                        RunRows.state(row) == RunState.PAUSED || row.get(JOB_RUN.LEASED_UNTIL_US) <= Times.bound(now);
                boolean isOver = signal == Signal.CANCEL && isIdle;
                session.dsl()
                        .update(JOB_RUN)
                        .set(JOB_RUN.WANTED, signal.name())
                        .set(JOB_RUN.STATE, (isOver ? RunState.CANCELLED : RunRows.state(row)).name())
                        .set(JOB_RUN.ENDED_US, isOver ? Long.valueOf(Times.micros(now)) : row.get(JOB_RUN.ENDED_US))
                        .where(JOB_RUN.RUN_ID.eq(runId))
                        .execute();
            });
            return known.flatMap(row -> RunRows.find(session, runId));
        });
    }

    @Override
    public Optional<StoredRun> find(String runId) {
        return database.read(session -> RunRows.find(session, runId));
    }

    @Override
    public List<StoredRun> latest(RunQuery query) {
        Condition workflows = query.workflows().isEmpty() ? DSL.noCondition() : JOB_RUN.WORKFLOW.in(query.workflows());
        Condition states = query.states().isEmpty()
                ? DSL.noCondition()
                : JOB_RUN.STATE.in(query.states().stream().map(RunState::name).toList());
        return database.read(session -> RunRows.withSteps(
                session,
                session.dsl()
                        .selectFrom(JOB_RUN)
                        .where(workflows)
                        .and(states)
                        .orderBy(JOB_RUN.POSITION.desc(), JOB_RUN.RUN_ID.desc())
                        .limit(query.limit())
                        .fetch()));
    }

    @Override
    public long removeEndedBefore(Instant moment) {
        return database.write(session -> RunRetention.removeEndedBefore(session, Times.bound(moment)));
    }

    /** Whether somebody holds a run; a lease that is longer than any that could have been given is over. */
    private static boolean isHeld(Record row, Instant now, Duration lease) {
        Instant until = RunRows.leasedUntil(row);
        return RunRows.state(row) == RunState.RUNNING
                && until.isAfter(now)
                && !until.isAfter(now.plus(lease.multipliedBy(2)));
    }

    private static Claim granted(Session session, String runId) {
        StoredRun run = RunRows.find(session, runId).orElseThrow();
        return new Claim.Granted(new Lease(runId, run.attempts()), run);
    }

    private static void takeOver(Session session, Record row, String instance, Instant until) {
        session.dsl()
                .update(JOB_RUN)
                .set(JOB_RUN.INSTANCE, Texts.encode(instance))
                .set(JOB_RUN.STATE, RunState.RUNNING.name())
                .set(JOB_RUN.ATTEMPTS, row.get(JOB_RUN.ATTEMPTS) + 1)
                .setNull(JOB_RUN.ENDED_US)
                .setNull(JOB_RUN.ERROR)
                .set(JOB_RUN.LEASED_UNTIL_US, Times.micros(until))
                .set(JOB_RUN.WANTED, (RunRows.state(row).ended() ? Signal.NONE : RunRows.wanted(row)).name())
                .where(JOB_RUN.RUN_ID.eq(row.get(JOB_RUN.RUN_ID)))
                .execute();
    }

    /** The row of a run, locked, if a lease of it is held. */
    private static Optional<Record> held(Session session, Lease lease) {
        return RunRows.lock(session, lease.runId())
                .filter(row -> row.get(JOB_RUN.ATTEMPTS) == lease.token() && RunRows.state(row) == RunState.RUNNING);
    }

    private static void end(Session session, String runId, RunState state, Instant at, String error) {
        session.dsl()
                .update(JOB_RUN)
                .set(JOB_RUN.STATE, state.name())
                .set(JOB_RUN.ENDED_US, Times.micros(at))
                .set(JOB_RUN.ERROR, Texts.encode(error))
                .where(JOB_RUN.RUN_ID.eq(runId))
                .execute();
    }
}
