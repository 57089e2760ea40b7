package io.banditpipeline.core.internal.quality;

import io.banditpipeline.core.internal.quality.history.AnomalyWatch;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.HistoryValidator;
import io.banditpipeline.quality.Severity;

/**
 * Stands for {@link AnomalyWatch} among the rules, so that it can be turned off, waived and given another severity. It
 * finds nothing by itself: what was learnt before is handed to the watch by {@link QualityCheck}.
 */
final class AnomalyRule implements HistoryValidator {
    @Override
    public String id() {
        return AnomalyWatch.RULE;
    }

    @Override
    public Dimension dimension() {
        return AnomalyWatch.DIMENSION;
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public String description() {
        return "Daily cost, impressions, clicks and conversions of arms and accounts look like those before.";
    }

    @Override
    public void check(AccountHistory history, Findings findings) {}
}
