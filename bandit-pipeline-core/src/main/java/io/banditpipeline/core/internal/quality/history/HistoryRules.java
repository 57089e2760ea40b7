package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.quality.Validator;
import java.util.List;

/** The rules about recent days of accounts and campaigns. {@link AnomalyWatch} is apart, since it keeps a state. */
public final class HistoryRules {
    private HistoryRules() {}

    /** All of them, as they are preset. */
    public static List<Validator> all() {
        return List.of(
                new MissingDays(),
                new StaleFeed(),
                new FrozenFeed(),
                new LateRestatement(),
                new CounterReset(),
                new TrackingBreak(),
                new PlatformTrackingBreak(),
                new ClaimedConversions(),
                new SpendOverBudget());
    }
}
