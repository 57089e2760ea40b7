package io.banditpipeline.store;

import io.banditpipeline.metric.Observation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the audit trail of a held row.
 *
 * @param at when
 * @param from its state before; null for the first entry
 * @param to its state after
 * @param actor who did it: a person, or {@code "pipeline"}
 * @param note why
 * @param row the row that was decided to count from then on, or null if none was
 */
public record HeldEvent(
        Instant at,
        HeldRow.@Nullable State from,
        HeldRow.State to,
        String actor,
        String note,
        @Nullable Observation row) {}
