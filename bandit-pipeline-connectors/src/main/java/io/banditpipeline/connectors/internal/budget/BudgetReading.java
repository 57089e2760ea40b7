package io.banditpipeline.connectors.internal.budget;

import io.banditpipeline.metric.SourceException;
import java.util.Objects;

/** What a platform says of the budget of one entity. */
public sealed interface BudgetReading {
    /**
     * It has a daily budget of its own that can be set. Amounts are micros of the account's currency.
     *
     * @param micros the daily budget now; not negative
     * @param unitMicros what budgets are whole multiples of; positive
     * @param leastMicros the least budget that the platform takes, as far as is known; at least one unit
     * @param mostMicros the largest budget that it takes, as far as is known; {@link Long#MAX_VALUE} if that is not
     *     bounded
     * @param writer sets it
     */
    record Held(long micros, long unitMicros, long leastMicros, long mostMicros, BudgetWriter writer)
            implements BudgetReading {
        /** @throws IllegalArgumentException if an amount is out of its range */
        public Held {
            Objects.requireNonNull(writer, "writer");
            if (micros < 0 || unitMicros < 1 || leastMicros < unitMicros) {
                throw new IllegalArgumentException("a budget must not be negative, its unit be positive and its least"
                        + " a unit or more, but they are " + micros + ", " + unitMicros + " and " + leastMicros);
            }
        }
    }

    /**
     * It is deleted, or the platform does not know it.
     *
     * @param text what the platform says, for a person
     */
    record Removed(String text) implements BudgetReading {}

    /**
     * Its budget must not or cannot be set: a person must act.
     *
     * @param text why, and what to do
     */
    record Refused(String text) implements BudgetReading {}

    /**
     * It could not be read.
     *
     * @param failure why
     */
    record Unread(SourceException failure) implements BudgetReading {}
}
