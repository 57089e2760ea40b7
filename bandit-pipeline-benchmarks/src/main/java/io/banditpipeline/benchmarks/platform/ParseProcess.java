package io.banditpipeline.benchmarks.platform;

import io.banditpipeline.benchmarks.harness.Contender;
import io.banditpipeline.benchmarks.harness.Rounds;
import io.banditpipeline.connectors.internal.google.SearchStreamParser;
import io.banditpipeline.connectors.meta.InsightsPages;
import io.banditpipeline.connectors.tradedesk.Reports;
import io.banditpipeline.metric.Slice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * The program of the child process: one platform's answers are read in turn by its connector's parser and by a plain
 * one. The peer of two platforms is the same, and would be compiled for the answers of the one that comes first.
 */
final class ParseProcess {
    /** Both are compiled by then; medians of a few rounds would fall among those that are still slow. */
    private static final int WARM_UP_ROUNDS = 8;

    private static final long BYTES_PER_MEGABYTE = 1_000_000L;

    private ParseProcess() {}

    /** Arguments: platform, megabytes, rounds, seed. Prints rows, bytes, seconds of ours and of the peer in a line. */
    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        String platform = args[0];
        Feed feed = feed(platform, Long.parseLong(args[3]));
        Sample sample = Sample.of(feed, Long.parseLong(args[1]) * BYTES_PER_MEGABYTE);
        boolean isCsv = platform.equals("trade_desk");
        Contender plain = isCsv ? PlainParser.csv(sample) : PlainParser.json(sample);
        OurParser.Parsing parsing = (pages, sink) -> parse(platform, pages, feed.slice(), sink);
        Contender ours = new OurParser(parsing, sample, delivered(platform, sample));
        Rounds.run(WARM_UP_ROUNDS, List.of(ours, plain));
        Rounds measured = Rounds.run(Integer.parseInt(args[2]), List.of(ours, plain));
        out.println(String.format(
                Locale.ROOT,
                "%d %d %.9f %.9f",
                sample.rows(),
                sample.bytes(),
                measured.medianSeconds(OurParser.NAME),
                measured.medianSeconds(PlainParser.NAME)));
    }

    private static Feed feed(String platform, long seed) {
        return switch (platform) {
            case "google" -> new GoogleFeed(seed);
            case "meta" -> new MetaFeed(seed);
            case "trade_desk" -> new TradeDeskFeed(seed);
            default -> throw new IllegalArgumentException("there is no platform " + platform);
        };
    }

    /** The rows of The Trade Desk are added up to one for each creative and day. */
    private static long delivered(String platform, Sample sample) {
        return platform.equals("trade_desk")
                ? Math.min(sample.rows(), (long) TradeDeskFeed.CREATIVES * Slices.DAYS)
                : sample.rows();
    }

    private static void parse(String platform, Sample sample, Slice slice, RowCount sink) throws IOException {
        if (platform.equals("meta")) {
            InsightsPages.read(sample.pages(), slice, Slices.NOW, sink);
            return;
        }
        for (byte[] page : sample.pages()) {
            if (platform.equals("google")) {
                SearchStreamParser.parse(new ByteArrayInputStream(page), slice, Slices.NOW, sink);
            } else {
                Reports.read(new ByteArrayInputStream(page), slice, Slices.NOW, sink);
            }
        }
    }
}
