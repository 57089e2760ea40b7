package io.banditpipeline.jooq.internal.decision;

import static io.banditpipeline.jooq.internal.db.Tables.ALLOCATION;
import static io.banditpipeline.jooq.internal.db.Tables.MMM_RUN;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.mmm.MmmRun;
import io.banditpipeline.store.DecisionStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps model runs, agent states and allocations. This class is thread-safe. */
public final class JooqDecisionStore implements DecisionStore {
    private final Database database;

    /** @param database the database */
    public JooqDecisionStore(Database database) {
        this.database = database;
    }

    @Override
    public void save(MmmRun run) {
        database.write(session -> new ModelRuns(session).add(run));
    }

    @Override
    public Optional<MmmRun> modelRun(String id) {
        return database.read(session -> new ModelRuns(session).find(id));
    }

    @Override
    public Optional<MmmRun> latestModelRun(String campaignId, Instant asOf) {
        return database.read(session -> session.dsl()
                .select(MMM_RUN.MODEL_RUN_ID)
                .from(MMM_RUN)
                .where(MMM_RUN.CAMPAIGN_ID.eq(campaignId))
                .and(MMM_RUN.AS_OF_US.le(Times.micros(asOf)))
                .orderBy(MMM_RUN.AS_OF_US.desc(), MMM_RUN.LAST_DAY.desc(), MMM_RUN.MODEL_RUN_ID.desc())
                .limit(1)
                .fetchOptional(MMM_RUN.MODEL_RUN_ID)
                .flatMap(id -> new ModelRuns(session).find(id)));
    }

    @Override
    public void saveStates(List<ArmState> states, String inputsHash, Instant asOf) {
        database.write(session -> {
            new ArmStates(session).save(states, inputsHash, asOf);
            return null;
        });
    }

    @Override
    public List<ArmState> states(String campaignId) {
        return database.read(session -> new ArmStates(session).of(campaignId));
    }

    @Override
    public boolean save(Allocation allocation) {
        return database.write(session -> new Allocations(session).add(allocation));
    }

    @Override
    public Optional<Allocation> allocation(String id) {
        return database.read(session -> new Allocations(session).find(id));
    }

    @Override
    public Optional<Allocation> lastGood(String campaignId, Instant asOf) {
        return database.read(session -> session.dsl()
                .select(ALLOCATION.ALLOCATION_ID)
                .from(ALLOCATION)
                .where(ALLOCATION.CAMPAIGN_ID.eq(campaignId))
                .and(ALLOCATION.STATE.eq(Allocation.State.DECIDED.name()))
                .and(ALLOCATION.AS_OF_US.le(Times.micros(asOf)))
                .orderBy(ALLOCATION.AS_OF_US.desc(), ALLOCATION.LOCAL_DAY.desc(), ALLOCATION.ALLOCATION_ID.desc())
                .limit(1)
                .fetchOptional(ALLOCATION.ALLOCATION_ID)
                .flatMap(id -> new Allocations(session).find(id)));
    }
}
