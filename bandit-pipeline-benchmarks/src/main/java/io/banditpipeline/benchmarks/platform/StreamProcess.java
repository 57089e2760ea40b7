package io.banditpipeline.benchmarks.platform;

import io.banditpipeline.benchmarks.harness.HeapWatch;
import io.banditpipeline.connectors.google.GoogleAds;
import io.banditpipeline.connectors.meta.MetaAds;
import io.banditpipeline.connectors.tradedesk.TradeDesk;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.clock.ManualClock;
import java.io.PrintStream;
import java.net.URI;
import java.util.Locale;

/** The program of the child process: a connector fetches one slice into a sink that counts. */
final class StreamProcess {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Secret SECRET = Secret.of("secret-of-a-benchmark");

    private StreamProcess() {}

    /** Arguments: platform, address. Prints rows, impressions, seconds and MiB in a line. */
    public static void main(String[] args) {
        PrintStream out = System.out;
        System.setOut(System.err);
        RowCount count = new RowCount();
        long start = System.nanoTime();
        fetch(args[0], URI.create(args[1]), count);
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        out.println(String.format(
                Locale.ROOT, "%d %d %.6f %.6f", count.rows(), count.impressions(), seconds, HeapWatch.peakUsedMib()));
    }

    /** Pauses that keep a platform's limits pass at once: they are no part of what is measured. */
    private static void fetch(String platform, URI address, RowCount sink) {
        ManualClock clock = new ManualClock(Slices.NOW);
        Slice slice = StreamBenchmark.feed(platform).slice();
        switch (platform) {
            case "google" -> google(address, clock, slice, sink);
            case "meta" -> meta(address, clock, slice, sink);
            case "trade_desk" -> tradeDesk(address, clock, slice, sink);
            default -> throw new IllegalArgumentException("there is no platform " + platform);
        }
    }

    private static void google(URI address, ManualClock clock, Slice slice, RowCount sink) {
        try (GoogleAds source = GoogleAds.builder()
                .refreshToken("client", SECRET, Secret.of("refresh-token-of-a-benchmark"))
                .accounts(slice.account().id())
                .level(slice.level())
                .baseUri(address)
                .tokenUri(address.resolve("/token"))
                .clock(clock)
                .waiter(clock)
                .build()) {
            source.fetch(slice, sink);
        }
    }

    private static void meta(URI address, ManualClock clock, Slice slice, RowCount sink) {
        try (MetaAds source = MetaAds.builder()
                .accessToken(SECRET)
                .accounts(slice.account().id())
                .level(slice.level())
                .baseUri(address)
                .clock(clock)
                .waiter(clock)
                .build()) {
            source.fetch(slice, sink);
        }
    }

    private static void tradeDesk(URI address, ManualClock clock, Slice slice, RowCount sink) {
        try (TradeDesk source = TradeDesk.builder()
                .token(SECRET)
                .accounts(slice.account().id())
                .level(slice.level())
                .template("daily")
                .baseUri(address)
                .clock(clock)
                .waiter(clock)
                .build()) {
            source.fetch(slice, sink);
        }
    }
}
