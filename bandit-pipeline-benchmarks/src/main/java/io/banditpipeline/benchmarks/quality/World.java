package io.banditpipeline.benchmarks.quality;

import io.banditpipeline.Pipeline;
import io.banditpipeline.PipelineBuilder;
import io.banditpipeline.jooq.JooqStorage;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.mmm.ModelFit;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.store.Storage;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.market.SyntheticMarket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;

/**
 * A market of a seed that a pipeline collects day after day into a SQLite file. The file as it is after some days can
 * be copied, so that many things can be tried on the same past.
 */
final class World {
    /** At noon UTC, yesterday of UTC is the last complete day of all accounts of the market. */
    private static final LocalTime RUN_AT = LocalTime.NOON;

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);
    private static final int MARKET_DAYS = 400;
    private static final double DOLLARS_PER_ARM = 800;
    private static final double RATE_NOISE = 0.1;
    private static final double WEEKDAY_SWING = 0.2;

    private final SyntheticMarket market;
    private final FaultCase.Feed feed;
    private final ManualClock clock;
    private final Path file;

    private World(SyntheticMarket market, FaultCase.Feed feed, ManualClock clock, Path file) {
        this.market = market;
        this.feed = feed;
        this.clock = clock;
        this.file = file;
    }

    /** A market whose first day is over, with an empty file. */
    static World create(long seed, int arms, FaultCase.Feed feed, Path directory) {
        SyntheticMarket market = SyntheticMarket.builder()
                .seed(seed)
                .arms(arms)
                .firstDay(FIRST_DAY)
                .days(MARKET_DAYS)
                .dailySpend(DOLLARS_PER_ARM * arms)
                .rateNoise(RATE_NOISE)
                .weekdaySwing(WEEKDAY_SWING)
                .build();
        Instant start = FIRST_DAY.plusDays(1).atTime(RUN_AT).toInstant(ZoneOffset.UTC);
        return new World(market, feed, new ManualClock(start), directory.resolve("0.sqlite"));
    }

    SyntheticMarket market() {
        return market;
    }

    ManualClock clock() {
        return clock;
    }

    /** The newest day that is over in all accounts. */
    LocalDate newestDay() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
    }

    /** Moves on to the next day's run. */
    void nextDay() {
        clock.advance(Duration.ofDays(1));
    }

    /** The same world at the same moment, with a copy of the file. */
    World copy(Path to) {
        try {
            return new World(market, feed, new ManualClock(clock.instant()), Files.copy(file, to));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + file + " to " + to, e);
        }
    }

    /** Deletes the file. */
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    /** What is done with the report and the storage of a run. */
    interface AfterRun {
        void look(RunReport report, Storage storage);
    }

    /** Makes a daily run. */
    void run(UnaryOperator<MetricsSource> tampering, AfterRun after) {
        try (Storage storage = JooqStorage.sqlite(file).open();
                Pipeline pipeline = pipeline(storage, tampering)) {
            after.look(pipeline.runDaily(), storage);
        }
    }

    /** The platform's source as it is collected. */
    MetricsSource source(String platform) {
        MetricsSource source = market.source(platform, clock);
        return feed == FaultCase.Feed.HOURLY ? new HourlyOnly(source) : source;
    }

    /** Data quality does not hang on the mix model, so none is fitted: every plan is held. */
    private Pipeline pipeline(Storage storage, UnaryOperator<MetricsSource> tampering) {
        PipelineBuilder builder = Pipeline.builder()
                .storeIn(storage)
                .clock(clock)
                .plan(market.campaign(), market.arms())
                .explain(market.campaign().id(), market.outcomes(clock))
                .learnWith(input -> new ModelFit.Refused("no model is fitted here"))
                .alertTo(alert -> {})
                .convertWith(market.exchangeRates());
        market.platforms().forEach(platform -> builder.collectFrom(tampering.apply(source(platform))));
        return builder.build();
    }
}
