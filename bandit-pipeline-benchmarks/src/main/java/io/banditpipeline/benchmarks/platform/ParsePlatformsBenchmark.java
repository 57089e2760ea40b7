package io.banditpipeline.benchmarks.platform;

import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.Benchmark;
import io.banditpipeline.benchmarks.harness.ChildJvm;
import io.banditpipeline.benchmarks.harness.Figures;
import java.util.List;
import java.util.Set;

/**
 * How fast connectors read answers, against parsers that only go over the same bytes: each platform in a process of its
 * own.
 */
public final class ParsePlatformsBenchmark implements Benchmark {
    private static final int MEGABYTES = 64;
    private static final int ROUNDS = 9;
    private static final int SEED = 4_711;
    private static final double BYTES_PER_MEGABYTE = 1e6;

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
        int megabytes = arguments.positive("megabytes", MEGABYTES);
        int rounds = arguments.positive("rounds", ROUNDS);
        int seed = arguments.positive("seed", SEED);
        for (String platform : only.equals("all") ? List.of("google", "meta", "trade_desk") : List.of(only)) {
            String result = new ChildJvm(ParseProcess.class)
                    .run(platform, String.valueOf(megabytes), String.valueOf(rounds), String.valueOf(seed));
            report(platform, result.split(" "), figures);
        }
    }

    private static void report(String platform, String[] result, Figures figures) {
        long rows = Long.parseLong(result[0]);
        double megabytes = Long.parseLong(result[1]) / BYTES_PER_MEGABYTE;
        double ours = Double.parseDouble(result[2]);
        double plain = Double.parseDouble(result[3]);
        figures.ratio(platform + "_ratio", plain / ours);
        figures.add(platform + "_ours", megabytes / ours, 1, "MB/s");
        figures.add(platform + "_plain", megabytes / plain, 1, "MB/s");
        figures.add(platform + "_rows", (double) rows, 0, "rows");
        figures.speed(platform + "_rows_per_second", rows, ours);
    }
}
