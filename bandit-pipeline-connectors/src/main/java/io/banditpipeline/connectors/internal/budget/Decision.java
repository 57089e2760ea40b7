package io.banditpipeline.connectors.internal.budget;

import io.banditpipeline.bandit.BudgetChange.State;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is to be done about one budget. */
sealed interface Decision {
    /** Nothing: the allocation was applied already. */
    record Leave() implements Decision {}

    /**
     * It is written down why nothing is done.
     *
     * @param state what is written down
     * @param text why
     * @param again after how long it can be done, or null if time does not help
     */
    record Note(State state, String text, @Nullable Duration again) implements Decision {}

    /** It is set, or would be if it were no dry run. */
    record Change() implements Decision {}
}
