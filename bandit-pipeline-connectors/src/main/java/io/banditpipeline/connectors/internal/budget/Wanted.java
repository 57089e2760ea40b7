package io.banditpipeline.connectors.internal.budget;

import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.connectors.internal.budget.BudgetReading.Held;

/**
 * The budget that an entity is to have.
 *
 * @param arm the arm
 * @param armGetsNothing whether the arm's budget is 0, so that any decrease is meant
 * @param entity the entity
 * @param held what the platform holds now
 * @param micros what it is to hold, in micros of the account's currency; whole units
 */
record Wanted(Arm arm, boolean armGetsNothing, EntityRef entity, Held held, long micros) {
    /** What is added; negative if something is taken away. */
    long change() {
        return micros - held.micros();
    }
}
