package io.banditpipeline.bandit;

import io.banditpipeline.campaign.EntityRef;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What became of the budget of one platform entity when an allocation was published.
 *
 * @param allocationId the allocation that asked for it
 * @param armId the arm
 * @param accountKey platform and id of the account, such as {@code meta/act_1}
 * @param entity the entity whose budget it is
 * @param day the day that the allocation is for
 * @param at when
 * @param currency the account's currency, of both amounts
 * @param beforeMicros the daily budget before, if it was read
 * @param afterMicros the daily budget that was asked for, in the unit that the platform can hold; not negative
 * @param state what became of it
 * @param text why, for a person; without secrets (R11)
 */
public record BudgetChange(
        String allocationId,
        String armId,
        String accountKey,
        EntityRef entity,
        LocalDate day,
        Instant at,
        Currency currency,
        OptionalLong beforeMicros,
        long afterMicros,
        State state,
        String text)
        implements Serializable {
    /** What became of a change. */
    public enum State {
        /** Only said, not done: a dry run. */
        DRY_RUN,
        /** Not asked for, since it is too small a change or came too soon after the last. */
        SKIPPED,
        /** Sent to the platform; what it holds now is not known yet. */
        SENT,
        /** Read back: the platform holds the new budget. */
        VERIFIED,
        /** Must not be done, such as that of a budget that other campaigns share: a person must act. */
        REFUSED,
        /** The platform did not take it, or holds another budget than it was asked for. */
        FAILED
    }

    /** @throws IllegalArgumentException if the new budget is negative */
    public BudgetChange {
        Objects.requireNonNull(allocationId, "allocationId");
        Objects.requireNonNull(armId, "armId");
        Objects.requireNonNull(accountKey, "accountKey");
        Objects.requireNonNull(entity, "entity");
        Objects.requireNonNull(day, "day");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(beforeMicros, "beforeMicros");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(text, "text");
        if (afterMicros < 0) {
            throw new IllegalArgumentException("afterMicros must not be negative, but is " + afterMicros);
        }
    }
}
