package io.banditpipeline.examples;

import io.banditpipeline.PipelineBuilder;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.config.PipelineSettings;
import io.banditpipeline.connectors.csv.CsvMapping;
import io.banditpipeline.connectors.csv.CsvSource;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.store.Storage;
import io.banditpipeline.testkit.market.SyntheticMarket;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;

/** What a command works on: a file, the platforms of the settings, or a synthetic market. */
interface Input extends AutoCloseable {
    /** Days of history that the synthetic market has. */
    int MARKET_DAYS = 200;

    /** The synthetic market that runs without a file work on: open for twenty years. */
    SyntheticMarket MARKET = SyntheticMarket.builder()
            .seed(20_261_123L)
            .firstDay(LocalDate.of(2025, 1, 1))
            .days(20 * 365)
            .build();

    /** The campaign that is planned. */
    String campaignId();

    /** The moment of the run, unless the user names one. */
    Instant defaultAsOf();

    /** Days of history that it has, if fewer than a pipeline fetches. */
    Optional<Integer> historyDays();

    /** Adds sources, campaign, arms and outcomes. */
    PipelineBuilder addTo(PipelineBuilder builder, Storage storage, InstantSource clock);

    /** Closes what it holds. */
    @Override
    default void close() {}

    /** The input that the options name; a CSV file wins over the platforms of the settings. */
    static Input of(Options options, InstantSource clock) {
        Optional<Path> csv = options.csv();
        if (csv.isPresent()) {
            return new FileInput(csv.get(), CsvMapping.read(options.mapping().orElseThrow()));
        }
        return platforms(options)
                .<Input>map(settings -> PlatformInput.of(settings, options, clock))
                .orElseGet(() -> new MarketInput(MARKET, clock.instant()));
    }

    /** The settings that name sources on platforms, if the input is these. */
    static Optional<PipelineSettings> platforms(Options options) {
        return options.csv().isPresent()
                ? Optional.empty()
                : options.settings().file().filter(PipelineSettings::hasSources);
    }

    /** A CSV file with its mapping. */
    record FileInput(Path file, CsvMapping mapping) implements Input {
        @Override
        public String campaignId() {
            return mapping.campaign().id();
        }

        /** The end of the last day that every account of the file has: the day after it is then planned. */
        @Override
        public Instant defaultAsOf() {
            CsvSource source = CsvSource.from(file).mapping(mapping).build();
            return source.accounts().stream()
                    .map(account -> source.coverage(account).map(days -> end(account, days)))
                    .flatMap(Optional::stream)
                    .min(Comparator.naturalOrder())
                    .orElseThrow(() -> new UsageException("Option --csv: " + file + " has no rows."));
        }

        @Override
        public Optional<Integer> historyDays() {
            return Optional.empty();
        }

        private static Instant end(Account account, DateRange days) {
            return days.last().plusDays(1).atStartOfDay(account.zone()).toInstant();
        }

        @Override
        public PipelineBuilder addTo(PipelineBuilder builder, Storage storage, InstantSource clock) {
            CsvSource source =
                    CsvSource.from(file).mapping(mapping).clock(clock).build();
            builder.collectFrom(source).plan(source.campaign(), source.arms());
            source.outcomes().ifPresent(outcomes -> builder.explain(campaignId(), outcomes));
            return builder;
        }
    }

    /** The synthetic market: test equipment, so that the program has something to show without any account. */
    record MarketInput(SyntheticMarket market, Instant now) implements Input {
        @Override
        public String campaignId() {
            return market.campaign().id();
        }

        @Override
        public Instant defaultAsOf() {
            return now;
        }

        @Override
        public Optional<Integer> historyDays() {
            return Optional.of(MARKET_DAYS);
        }

        @Override
        public PipelineBuilder addTo(PipelineBuilder builder, Storage storage, InstantSource clock) {
            market.platforms().forEach(platform -> builder.collectFrom(market.source(platform, clock)));
            return builder.plan(market.campaign(), market.arms())
                    .explain(campaignId(), market.outcomes(clock))
                    .convertWith(market.exchangeRates());
        }
    }
}
