package io.banditpipeline.core.internal.quality;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.run.StepCounts;
import java.util.List;
import java.util.Optional;

/**
 * What became of one account of a source.
 *
 * @param source the source's id
 * @param account the account
 * @param restatementDays how many past days the source may still restate
 * @param days the first to the last of the days that were fetched whole; empty if none was due
 * @param counts what became of the rows
 * @param tallies what became of the rows by day and arm
 * @param findings what rules found among them, besides rows that are held
 * @param upToDate whether all recent days that were due are stored; older history may still be missing
 * @param failure why not all days that were due are stored; empty if they are
 */
public record AccountReport(
        String source,
        Account account,
        int restatementDays,
        Optional<DateRange> days,
        StepCounts counts,
        RowTallies tallies,
        List<Finding> findings,
        boolean upToDate,
        Optional<String> failure) {}
