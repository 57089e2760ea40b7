package io.banditpipeline.jooq.internal.decision;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.jooq.internal.sql.Database;
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
        return database.read(session -> new ModelRuns(session).latest(campaignId, asOf));
    }

    @Override
    public void saveStates(List<ArmState> states, String inputsHash, Instant asOf) {
        database.doWrite(session -> new ArmStates(session).save(states, inputsHash, asOf));
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
    public List<Allocation> latest(String campaignId, int limit) {
        return database.read(session -> new Allocations(session).latest(campaignId, limit));
    }

    @Override
    public Optional<Allocation> lastGood(String campaignId, Instant asOf) {
        return database.read(session -> new Allocations(session).lastGood(campaignId, asOf));
    }
}
