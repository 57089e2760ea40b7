package io.banditpipeline.store;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.mmm.MmmRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps model runs, agent states and allocations. Model runs and allocations are only ever added. */
public interface DecisionStore {
    /**
     * Adds a model run; does nothing if its id is known. Draws come back bit for bit. Estimates and quality are for
     * people: of them NaN comes back as NaN, and an infinite one may come back as NaN.
     */
    void save(MmmRun run);

    /** A model run by its id. */
    Optional<MmmRun> modelRun(String id);

    /** The latest model run of a campaign, by {@code asOf} and then id, that was fitted as of a moment or before. */
    Optional<MmmRun> latestModelRun(String campaignId, Instant asOf);

    /**
     * Saves the current state of arms, replacing the one before; unchanged states are not written.
     *
     * @param inputsHash SHA-256 of what they were computed from
     * @param asOf what was known at this moment was used
     */
    void saveStates(List<ArmState> states, String inputsHash, Instant asOf);

    /** The current states of a campaign's arms, ordered by arm id. */
    List<ArmState> states(String campaignId);

    /**
     * Adds an allocation. Marginal returns that are NaN come back as NaN.
     *
     * @return whether it was new; false if one with its id is known, which is then left as it is
     */
    boolean save(Allocation allocation);

    /** An allocation by its id. */
    Optional<Allocation> allocation(String id);

    /**
     * The latest allocation of a campaign with state DECIDED, by {@code asOf}, then day, then id, decided at
     * {@code asOf} or before.
     */
    Optional<Allocation> lastGood(String campaignId, Instant asOf);

    /**
     * The latest allocations of a campaign, whatever their state, by {@code asOf}, then day, then id: the latest first.
     *
     * @param limit the most allocations; at least 1
     */
    List<Allocation> latest(String campaignId, int limit);
}
