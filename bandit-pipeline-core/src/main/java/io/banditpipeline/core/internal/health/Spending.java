package io.banditpipeline.core.internal.health;

import io.banditpipeline.metric.DateRange;
import java.util.Currency;
import java.util.List;

/**
 * What a campaign was given and what it spent over some complete days.
 *
 * @param campaignId the campaign
 * @param days the days
 * @param currency the currency of the amounts
 * @param arms its arms, ordered by id
 */
record Spending(String campaignId, DateRange days, Currency currency, List<OfArm> arms) {
    Spending {
        arms = List.copyOf(arms);
    }

    /**
     * What one arm was given and spent.
     *
     * @param armId the arm
     * @param allocatedMicros what it was given in all
     * @param spentMicros what it spent in all
     */
    record OfArm(String armId, long allocatedMicros, long spentMicros) {
        double missing() {
            return (double) allocatedMicros - spentMicros;
        }
    }

    /** What was given in all. */
    long allocatedMicros() {
        return arms.stream().mapToLong(OfArm::allocatedMicros).reduce(0, Math::addExact);
    }

    /** What was spent in all. */
    long spentMicros() {
        return arms.stream().mapToLong(OfArm::spentMicros).reduce(0, Math::addExact);
    }
}
