package io.banditpipeline.benchmarks.daily;

import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.Benchmark;
import io.banditpipeline.benchmarks.harness.ChildJvm;
import io.banditpipeline.benchmarks.harness.Figures;
import io.banditpipeline.benchmarks.harness.UsageException;
import java.io.IOException;
import java.util.Set;

/** Makes the first daily run of a large host, and looks whether memory grows with the days. */
public final class DailyRunBenchmark implements Benchmark {
    private static final int ARMS = 10_000;
    private static final int DAYS = 90;
    private static final int PARTS = 3;
    private static final int LEAST_DAYS_OF_A_PART = 14;

    @Override
    public String name() {
        return "daily-run";
    }

    @Override
    public String description() {
        return "collects 90 days of 10,000 arms into SQLite, fits the mix model and plans a day; time and memory";
    }

    @Override
    public Set<String> options() {
        return Set.of("arms", "days");
    }

    @Override
    public void run(Arguments arguments, Figures figures) throws Exception {
        int arms = arguments.positive("arms", ARMS);
        int days = arguments.positive("days", DAYS);
        if (days < PARTS * LEAST_DAYS_OF_A_PART) {
            throw new UsageException("--days must be at least " + PARTS * LEAST_DAYS_OF_A_PART + ", but is " + days);
        }
        Outcome timed = child(MarketRunProcess.TIMED, arms, days);
        figures.seconds("seconds", timed.seconds());
        figures.add("rows", (double) timed.rows(), 0, "rows");
        figures.speed("rows_per_second", timed.rows(), timed.seconds());
        figures.add("peak_used_mb", timed.mib(), 1, "MiB");
        Outcome all = child(MarketRunProcess.WATCHED, arms, days);
        figures.add("peak_heap_mb", all.mib(), 1, "MiB");
        Outcome third = child(MarketRunProcess.WATCHED, arms, days / PARTS);
        figures.add("peak_heap_third_mb", third.mib(), 1, "MiB");
        figures.ratio("peak_ratio_days", all.mib() / third.mib());
    }

    private record Outcome(double seconds, long rows, double mib) {}

    private static Outcome child(String mode, int arms, int days) throws IOException, InterruptedException {
        String[] words = new ChildJvm(MarketRunProcess.class)
                .run(mode, Integer.toString(arms), Integer.toString(days))
                .split(" ");
        return new Outcome(Double.parseDouble(words[0]), Long.parseLong(words[1]), Double.parseDouble(words[2]));
    }
}
