package io.banditpipeline.core.internal.collect;

import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.HeldRow;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people have decided on rows of a slice that were held before: the decision stands when the row comes again.
 *
 * @param slice the slice
 * @param resolved released and corrected rows of its source and account, by id
 */
record Decided(Slice slice, Map<String, HeldRow> resolved) {
    /**
     * A row as it counts.
     *
     * @param row the row, or what counts in its place
     * @param rules the rules that were decided on
     * @param decided whether somebody decided that it counts
     */
    record Standing(Observation row, Set<String> rules, boolean decided) {}

    /** What counts for a row as it came. */
    Standing of(Observation row) {
        HeldRow held = resolved.isEmpty() ? null : resolved.get(id(RowText.of(row)));
        if (held == null || held.resolved() == null) {
            return new Standing(row, Set.of(), false);
        }
        Set<String> rules =
                held.row().reasons().stream().map(RejectedRow.Reason::rule).collect(Collectors.toSet());
        return held.state() == HeldRow.State.CORRECTED
                ? new Standing(held.resolved().observedAt(row.observedAt()), Set.of(), true)
                : new Standing(row, rules, true);
    }

    /** What counts for a row that could not be read, by its text; null if nothing does. */
    @Nullable
    Observation of(RejectedRow row) {
        HeldRow held = resolved.isEmpty() ? null : resolved.get(id(row.raw()));
        return held == null ? null : held.resolved();
    }

    private String id(String raw) {
        return HeldRow.id(slice.source(), slice.account().key(), raw);
    }
}
