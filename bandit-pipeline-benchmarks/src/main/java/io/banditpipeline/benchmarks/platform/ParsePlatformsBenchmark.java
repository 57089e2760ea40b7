package io.banditpipeline.benchmarks.platform;

import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.Benchmark;
import io.banditpipeline.benchmarks.harness.Contender;
import io.banditpipeline.benchmarks.harness.Figures;
import io.banditpipeline.benchmarks.harness.Rounds;
import io.banditpipeline.connectors.internal.google.SearchStreamParser;
import io.banditpipeline.connectors.meta.InsightsPages;
import io.banditpipeline.connectors.tradedesk.Reports;
import io.banditpipeline.metric.Slice;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Set;

/** How fast connectors read answers, against parsers that only go over the same bytes. */
public final class ParsePlatformsBenchmark implements Benchmark {
    private static final int MEGABYTES = 64;
    private static final int ROUNDS = 9;
    private static final int SEED = 4_711;

    @Override
    public String name() {
        return "parse-platforms";
    }

    @Override
    public String description() {
        return "reads answers of google, meta and trade_desk, against plain Jackson and FastCSV on the same bytes";
    }

    @Override
    public Set<String> options() {
        return Set.of("platform", "megabytes", "rounds", "seed");
    }

    @Override
    public void run(Arguments arguments, Figures figures) throws Exception {
        String only = arguments.oneOf("platform", "all", List.of("all", "google", "meta", "trade_desk"));
        long bytes = arguments.positive("megabytes", MEGABYTES) * 1_000_000L;
        int rounds = arguments.positive("rounds", ROUNDS);
        long seed = arguments.positive("seed", SEED);
        if (only.equals("all") || only.equals("google")) {
            google(new GoogleFeed(seed), bytes, rounds, figures);
        }
        if (only.equals("all") || only.equals("meta")) {
            meta(new MetaFeed(seed), bytes, rounds, figures);
        }
        if (only.equals("all") || only.equals("trade_desk")) {
            tradeDesk(new TradeDeskFeed(seed), bytes, rounds, figures);
        }
    }

    private static void google(Feed feed, long bytes, int rounds, Figures figures) throws Exception {
        Sample sample = Sample.of(feed, bytes);
        Slice slice = feed.slice();
        OurParser.Parsing parsing = (pages, sink) -> {
            for (byte[] page : pages.pages()) {
                SearchStreamParser.parse(new ByteArrayInputStream(page), slice, Slices.NOW, sink);
            }
        };
        compare(
                "google",
                sample,
                new OurParser(parsing, sample, sample.rows()),
                PlainParser.json(sample),
                rounds,
                figures);
    }

    private static void meta(Feed feed, long bytes, int rounds, Figures figures) throws Exception {
        Sample sample = Sample.of(feed, bytes);
        OurParser.Parsing parsing = (pages, sink) -> InsightsPages.read(pages.pages(), feed.slice(), Slices.NOW, sink);
        compare(
                "meta",
                sample,
                new OurParser(parsing, sample, sample.rows()),
                PlainParser.json(sample),
                rounds,
                figures);
    }

    /** The rows are added up to one for each creative and day. */
    private static void tradeDesk(Feed feed, long bytes, int rounds, Figures figures) throws Exception {
        Sample sample = Sample.of(feed, bytes);
        OurParser.Parsing parsing = (pages, sink) -> {
            for (byte[] page : pages.pages()) {
                Reports.read(new ByteArrayInputStream(page), feed.slice(), Slices.NOW, sink);
            }
        };
        long sums = Math.min(sample.rows(), (long) TradeDeskFeed.CREATIVES * Slices.DAYS);
        compare("trade_desk", sample, new OurParser(parsing, sample, sums), PlainParser.csv(sample), rounds, figures);
    }

    private static void compare(
            String platform, Sample sample, Contender ours, Contender plain, int rounds, Figures figures)
            throws Exception {
        Rounds measured = Rounds.run(rounds, List.of(ours, plain));
        double megabytes = sample.bytes() / 1e6;
        figures.ratio(platform + "_ratio", measured.timeRatio(PlainParser.NAME, OurParser.NAME));
        figures.add(platform + "_ours", megabytes / measured.medianSeconds(OurParser.NAME), 1, "MB/s");
        figures.add(platform + "_plain", megabytes / measured.medianSeconds(PlainParser.NAME), 1, "MB/s");
        figures.add(platform + "_rows", (double) sample.rows(), 0, "rows");
        figures.speed(platform + "_rows_per_second", sample.rows(), measured.medianSeconds(OurParser.NAME));
    }
}
