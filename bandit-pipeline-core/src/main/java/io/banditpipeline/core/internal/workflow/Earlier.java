package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.store.StoredStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What earlier attempts of a run know of a step that is done now.
 *
 * @param attempts how often it was tried
 * @param startedAt when it was first tried; null if it never was
 * @param parts its parts, by name
 * @param reusable whether its parts that went well need not be done again: nothing before the step has changed since
 */
record Earlier(int attempts, @Nullable Instant startedAt, Map<String, StoredStep> parts, boolean reusable) {
    static Earlier of(List<StoredStep> history, String name, boolean reusable) {
        int attempts = 0;
        Instant startedAt = null;
        for (StoredStep step : history) {
            if (step.report().name().equals(name)) {
                attempts = step.report().attempts();
                startedAt = step.startedAt();
            }
        }
        return new Earlier(attempts, startedAt, History.partsOf(history, name), reusable);
    }
}
