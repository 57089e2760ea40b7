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
 * @param days the days that were fetched; empty if none was due
 * @param counts what became of the rows
 * @param tallies what became of the rows by day and arm
 * @param findings what rules found among them, besides rows that are held
 * @param failure why the account is not up to date; empty if it is
 */
public record AccountReport(
        String source,
        Account account,
        int restatementDays,
        Optional<DateRange> days,
        StepCounts counts,
        RowTallies tallies,
        List<Finding> findings,
        Optional<String> failure) {}
