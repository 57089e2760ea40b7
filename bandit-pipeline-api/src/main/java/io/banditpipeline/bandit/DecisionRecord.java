package io.banditpipeline.bandit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an allocation was computed from, so that it can be computed again bit for bit (R6).
 *
 * @param asOf what was known at this moment was used
 * @param configHash SHA-256, in hex, of the settings that matter
 * @param agentId the agent
 * @param modelRunId the model run whose draws were used, or null
 * @param seed the seed
 * @param inputsHash SHA-256, in hex, of all inputs in order; a replay that finds another one says so
 */
public record DecisionRecord(
        Instant asOf,
        String configHash,
        String agentId,
        @Nullable String modelRunId,
        long seed,
        String inputsHash) {}
