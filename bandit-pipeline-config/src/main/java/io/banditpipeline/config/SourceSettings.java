package io.banditpipeline.config;

import io.banditpipeline.connectors.budget.BudgetSinkBuilder;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.schedule.Waiter;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The settings of one type of sources. Stateless. */
interface SourceSettings {
    /** Notes what is wrong together, and what the builder refuses. Calls nobody. */
    void check(SourceValues values);

    /** Builds the source. Calls nobody. */
    Opened open(SourceValues values, InstantSource clock, Waiter waiter);

    /**
     * A source that was built.
     *
     * @param source the source
     * @param budgets begins a sink of budgets through its connections
     * @param closing closes it
     */
    record Opened(MetricsSource source, Supplier<BudgetSinkBuilder> budgets, Runnable closing) {}

    /** The settings of a type. */
    static SourceSettings of(SourceType type) {
        return switch (type) {
            case GOOGLE_ADS -> new GoogleAdsSettings();
            case META -> new MetaSettings();
            case TRADE_DESK -> new TradeDeskSettings();
        };
    }
}
