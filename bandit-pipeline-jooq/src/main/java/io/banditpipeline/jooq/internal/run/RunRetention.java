package io.banditpipeline.jooq.internal.run;

import static io.banditpipeline.jooq.internal.db.Tables.JOB_RUN;

import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.run.RunState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Record1;
import org.jooq.SelectLimitPercentStep;
import org.jooq.impl.DSL;

/** Removes runs that are long over. Stateless. */
final class RunRetention {
    private static final int CHUNK = 200;
    private static final List<String> ENDED = Stream.of(RunState.values())
            .filter(RunState::ended)
            .map(RunState::name)
            .toList();

    private RunRetention() {}

    static long removeEndedBefore(Session session, long momentUs) {
        Condition isOver =
                JOB_RUN.STATE.in(ENDED).and(JOB_RUN.ENDED_US.lt(momentUs)).and(JOB_RUN.RUN_ID.notIn(kept(session)));
        long removed = 0;
        List<String> chunk = next(session, isOver);
        while (!chunk.isEmpty()) {
            StepRows.delete(session, chunk);
            removed += session.dsl()
                    .deleteFrom(JOB_RUN)
                    .where(JOB_RUN.RUN_ID.in(chunk))
                    .execute();
            chunk = next(session, isOver);
        }
        return removed;
    }

    /** Of each workflow the latest run and the latest that succeeded. */
    private static Set<String> kept(Session session) {
        Set<String> kept = new HashSet<>();
        session.dsl()
                .selectDistinct(JOB_RUN.WORKFLOW)
                .from(JOB_RUN)
                .fetch(JOB_RUN.WORKFLOW)
                .forEach(workflow -> {
                    kept.addAll(latest(session, JOB_RUN.WORKFLOW.eq(workflow)));
                    kept.addAll(latest(
                            session, JOB_RUN.WORKFLOW.eq(workflow).and(JOB_RUN.STATE.eq(RunState.SUCCEEDED.name()))));
                });
        return kept;
    }

    private static List<String> latest(Session session, Condition condition) {
        return session.dsl()
                .select(JOB_RUN.RUN_ID)
                .from(JOB_RUN)
                .where(condition)
                .orderBy(JOB_RUN.POSITION.desc(), JOB_RUN.RUN_ID.desc())
                .limit(1)
                .fetch(JOB_RUN.RUN_ID);
    }

    /** Some of the runs that are over, locked: none of them is begun again meanwhile. */
    private static List<String> next(Session session, Condition isOver) {
        SelectLimitPercentStep<Record1<String>> runs = session.dsl()
                .select(JOB_RUN.RUN_ID)
                .from(JOB_RUN)
                .where(isOver)
                .orderBy(JOB_RUN.RUN_ID)
                .limit(DSL.inline(CHUNK));
        return session.engine() == Engine.SQLITE
                ? runs.fetch(JOB_RUN.RUN_ID)
                : runs.forUpdate().fetch(JOB_RUN.RUN_ID);
    }
}
