package io.banditpipeline.benchmarks.daily;

import io.banditpipeline.Pipeline;
import io.banditpipeline.PipelineBuilder;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.benchmarks.harness.BadResultException;
import io.banditpipeline.jooq.JooqStorage;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.store.Storage;
import io.banditpipeline.testkit.market.SyntheticMarket;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first daily run of a host: all days of a market are collected into an empty SQLite file, and a day is planned.
 */
final class MarketRun {
    private static final Logger LOG = LoggerFactory.getLogger(MarketRun.class);
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
    private static final int DAYS_UNTIL_OVER_EVERYWHERE = 2;
    private static final double DOLLARS_PER_ARM = 100;
    private static final double NANOS_PER_SECOND = 1e9;

    private final int arms;
    private final int days;

    MarketRun(int arms, int days) {
        this.arms = arms;
        this.days = days;
    }

    /**
     * What a run came to.
     *
     * @param seconds from the first row to the saved plan
     * @param rows daily rows that were collected
     */
    record Result(double seconds, long rows) {}

    /** Runs once on a new file. */
    Result run(Path file) {
        SyntheticMarket market = SyntheticMarket.builder()
                .arms(arms)
                .firstDay(FIRST_DAY)
                .days(days)
                .dailySpend(DOLLARS_PER_ARM * arms)
                .build();
        InstantSource clock = InstantSource.fixed(now());
        try (Storage storage = JooqStorage.sqlite(file).open();
                Pipeline pipeline = pipeline(market, storage, clock)) {
            long start = System.nanoTime();
            RunReport report = pipeline.runDaily();
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            report.steps().forEach(MarketRun::log);
            return new Result(seconds, check(report));
        }
    }

    private Instant now() {
        return FIRST_DAY
                .plusDays(days - 1L + DAYS_UNTIL_OVER_EVERYWHERE)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private Pipeline pipeline(SyntheticMarket market, Storage storage, InstantSource clock) {
        PipelineBuilder builder = Pipeline.builder()
                .storeIn(storage)
                .clock(clock)
                .historyDays(days + DAYS_UNTIL_OVER_EVERYWHERE)
                .plan(market.campaign(), market.arms())
                .explain(market.campaign().id(), market.outcomes(clock))
                .convertWith(market.exchangeRates());
        market.platforms().forEach(platform -> builder.collectFrom(market.source(platform, clock)));
        return builder.build();
    }

    private static void log(StepReport step) {
        LOG.info(
                "{} {}: {} rows in {} s",
                step.name(),
                step.state(),
                step.counts().fetched(),
                String.format(Locale.ROOT, "%.3f", step.duration().toMillis() / 1e3));
        step.messages().forEach(LOG::info);
    }

    /** A run that lost rows or did not plan every arm has not done the work that is measured. */
    private long check(RunReport report) {
        long rows = 0;
        for (StepReport step : report.steps()) {
            if (!step.counts().addsUp()
                    || step.counts().quarantined() + step.counts().parked() > 0) {
                throw new BadResultException(step.name() + " lost rows: " + step.counts());
            }
            rows += step.name().startsWith("collect ") ? step.counts().stored() : 0;
        }
        for (Allocation allocation : report.allocations()) {
            LOG.info("allocation {}: {}", allocation.state(), allocation.reason());
            if (allocation.arms().size() != arms) {
                throw new BadResultException(
                        allocation.arms().size() + " of " + arms + " arms got a budget: " + allocation.reason());
            }
        }
        if (report.allocations().isEmpty()) {
            throw new BadResultException("nothing was planned: " + report);
        }
        return rows;
    }
}
