package io.banditpipeline.core.internal.collect;

import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.HeldRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people have decided on rows of a slice that were held before: the decision stands when the row comes again.
 *
 * @param slice the slice
 * @param resolved rows of its source, account and days that were released, corrected or rejected, by id
 */
record Decided(Slice slice, Map<String, HeldRow> resolved) {
    /**
     * A row as it counts.
     *
     * @param row the row, or what counts in its place
     * @param rules the rules that were decided on
     * @param decision what was decided, or null if nothing was
     */
    record Standing(
            Observation row, Set<String> rules, @Nullable HeldRow decision) {
        /** Whether somebody decided that it counts. */
        boolean counts() {
            return decision != null && decision.state() != HeldRow.State.REJECTED;
        }

        /** Why it never counts, if somebody decided so; empty otherwise. */
        List<RejectedRow.Reason> rejectedFor() {
            return decision == null || counts() ? List.of() : decision.row().reasons();
        }
    }

    /** What counts for a row as it came. */
    Standing of(Observation row) {
        HeldRow held = resolved.isEmpty() ? null : resolved.get(id(RowText.of(row)));
        if (held == null) {
            return new Standing(row, Set.of(), null);
        }
        return held.state() == HeldRow.State.CORRECTED && held.resolved() != null
                ? new Standing(held.resolved().observedAt(row.observedAt()), rules(held), held)
                : new Standing(row, rules(held), held);
    }

    /**
     * What counts in the place of a row that could not be read, by its text; null if nothing does.
     *
     * @param latest when that is observed
     */
    @Nullable
    Standing inPlaceOf(RejectedRow row, Instant latest) {
        HeldRow held = decision(row);
        return held == null || held.resolved() == null
                ? null
                : new Standing(held.resolved().observedAt(latest), rules(held), held);
    }

    /** Whether somebody decided that a row that could not be read never counts. */
    boolean isRejected(RejectedRow row) {
        HeldRow held = decision(row);
        return held != null && held.state() == HeldRow.State.REJECTED;
    }

    private @Nullable HeldRow decision(RejectedRow row) {
        return resolved.isEmpty() ? null : resolved.get(id(row.raw()));
    }

    private static Set<String> rules(HeldRow held) {
        return held.row().reasons().stream().map(RejectedRow.Reason::rule).collect(Collectors.toSet());
    }

    private String id(String raw) {
        return HeldRow.id(slice.source(), slice.account().key(), raw);
    }
}
