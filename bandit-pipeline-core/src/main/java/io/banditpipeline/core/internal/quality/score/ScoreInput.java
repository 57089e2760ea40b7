package io.banditpipeline.core.internal.quality.score;

import io.banditpipeline.core.internal.quality.RowTallies;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.Finding;
import java.util.Collection;
import java.util.List;

/**
 * All that the scores of an account rest on.
 *
 * @param history its recent days: some eight weeks, so that what is usual can be told
 * @param days the days that are scored
 * @param rows what became of the rows of the latest collection
 * @param firstKnown what was known in time
 * @param pairs numbers of its arms, or of itself, that should be the same
 * @param findings what was found about its arms, itself or its platform
 */
public record ScoreInput(
        AccountHistory history,
        DateRange days,
        RowTallies rows,
        FirstKnown firstKnown,
        List<Pair> pairs,
        Collection<Finding> findings) {
    /** Copies the lists. */
    public ScoreInput {
        pairs = List.copyOf(pairs);
        findings = List.copyOf(findings);
    }
}
