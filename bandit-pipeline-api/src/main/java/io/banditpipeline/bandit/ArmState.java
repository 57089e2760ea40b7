package io.banditpipeline.bandit;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the agent knows of one arm: a function of effective metrics, prior and configuration, never incremented (R5).
 *
 * <p>Conversions per unit of spend have a Gamma({@code alpha}, {@code beta}) posterior, prior included.
 *
 * @param armId the arm
 * @param alpha shape: conversions, discounted, plus those of the prior; positive
 * @param beta rate: spend in currency units that could have converted by now, discounted, plus that of the prior;
 *     positive
 * @param spendingMicros all it has spent, undiscounted, in micros of the campaign's currency
 * @param trials all its clicks, undiscounted
 * @param valuePerConversion mean platform revenue of one conversion in currency units; 0 if unknown
 * @param recentMicros mean daily spend of its last days, from which steps are measured
 * @param lastDay the last day with a row, or null if it has none
 */
public record ArmState(
        String armId,
        double alpha,
        double beta,
        long spendingMicros,
        long trials,
        double valuePerConversion,
        long recentMicros,
        @Nullable LocalDate lastDay) {}
