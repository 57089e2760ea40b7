package io.banditpipeline.benchmarks.platform;

import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.BadResultException;
import io.banditpipeline.benchmarks.harness.Benchmark;
import io.banditpipeline.benchmarks.harness.ChildJvm;
import io.banditpipeline.benchmarks.harness.Figures;
import java.util.List;
import java.util.Set;

/** Whether one slice of two gigabytes goes through a connector in a small heap. */
public final class StreamBenchmark implements Benchmark {
    private static final List<String> PLATFORMS = List.of("google", "meta", "trade_desk");
    private static final int MEGABYTES = 2_000;
    private static final int HEAP_MIB = 128;
    private static final int SEED = 4_711;

    @Override
    public String name() {
        return "stream-2gb";
    }

    @Override
    public String description() {
        return "fetches one slice of 2 GB over loopback HTTP in a heap of 128 MiB, packed and not; time and memory";
    }

    @Override
    public Set<String> options() {
        return Set.of("platform", "megabytes", "heap-mib", "gzip");
    }

    @Override
    public void run(Arguments arguments, Figures figures) throws Exception {
        String only = arguments.oneOf("platform", "all", List.of("all", "google", "meta", "trade_desk"));
        String gzip = arguments.oneOf("gzip", "both", List.of("both", "on", "off"));
        long bytes = arguments.positive("megabytes", MEGABYTES) * 1_000_000L;
        int heap = arguments.positive("heap-mib", HEAP_MIB);
        for (String platform : only.equals("all") ? PLATFORMS : List.of(only)) {
            if (!gzip.equals("on")) {
                fetch(platform, bytes, false, heap, figures);
            }
            if (!gzip.equals("off")) {
                fetch(platform, bytes, true, heap, figures);
            }
        }
    }

    /** The feed of a platform, always the same. */
    static Feed feed(String platform) {
        return switch (platform) {
            case "google" -> new GoogleFeed(SEED);
            case "meta" -> new MetaFeed(SEED);
            case "trade_desk" -> new TradeDeskFeed(SEED);
            default -> throw new IllegalArgumentException("there is no platform " + platform);
        };
    }

    private static void fetch(String platform, long bytes, boolean gzip, int heapMib, Figures figures)
            throws Exception {
        try (FeedServer server = new FeedServer(feed(platform), bytes, gzip)) {
            String[] words = new ChildJvm(StreamProcess.class, heapMib)
                    .run(platform, server.uri().toString())
                    .split(" ");
            check(platform, server, Long.parseLong(words[0]), Long.parseLong(words[1]));
            double seconds = Double.parseDouble(words[2]);
            String prefix = platform + (gzip ? "_gzip_" : "_");
            figures.add(prefix + "bytes", (double) server.bytes(), 0, "B");
            figures.add(prefix + "rows", (double) server.rows(), 0, "rows");
            figures.seconds(prefix + "seconds", seconds);
            figures.add(prefix + "speed", server.bytes() / seconds / 1e6, 1, "MB/s");
            figures.add(prefix + "peak_used_mb", Double.parseDouble(words[3]), 1, "MiB");
        }
    }

    /** Rows of The Trade Desk are added up; those of the others come one by one. No impression may be lost. */
    private static void check(String platform, FeedServer server, long rows, long impressions) {
        long expected = platform.equals("trade_desk")
                ? Math.min(server.rows(), (long) TradeDeskFeed.CREATIVES * Slices.DAYS)
                : server.rows();
        long sum = 0;
        for (long row = 0; row < server.rows(); row++) {
            sum += Numbers.of(SEED, row).impressions();
        }
        if (rows != expected || impressions != sum) {
            throw new BadResultException(platform + " delivered " + rows + " rows with " + impressions
                    + " impressions, but " + expected + " with " + sum + " were sent");
        }
    }
}
