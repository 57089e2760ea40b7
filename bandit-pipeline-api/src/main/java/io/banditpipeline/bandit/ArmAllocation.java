package io.banditpipeline.bandit;

/**
 * One arm's budget for one day, and why. Amounts are micros of the campaign's currency.
 *
 * @param armId the arm
 * @param budgetMicros what it gets
 * @param previousMicros its recent mean daily spend, from which the step was measured
 * @param lowMicros 5 % quantile of what single posterior draws would have given it
 * @param highMicros 95 % quantile of the same
 * @param marginalReturn mean outcome of one more unit of money at this budget
 * @param marginalLow 5 % quantile of the same
 * @param marginalHigh 95 % quantile of the same
 * @param binding the bound that decided
 * @param reason a sentence for a person
 */
public record ArmAllocation(
        String armId,
        long budgetMicros,
        long previousMicros,
        long lowMicros,
        long highMicros,
        double marginalReturn,
        double marginalLow,
        double marginalHigh,
        Binding binding,
        String reason) {}
