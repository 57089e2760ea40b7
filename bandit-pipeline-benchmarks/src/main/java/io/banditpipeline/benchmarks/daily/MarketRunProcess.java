package io.banditpipeline.benchmarks.daily;

import io.banditpipeline.benchmarks.harness.HeapWatch;
import io.banditpipeline.benchmarks.harness.TemporaryDirectory;
import java.io.PrintStream;
import java.util.Locale;

/** The program of the child processes: one run, either timed or watched. */
final class MarketRunProcess {
    /** Times the run and leaves the heap alone. */
    static final String TIMED = "timed";

    /** Collects all garbage again and again, to see what is alive. */
    static final String WATCHED = "watched";

    private static final long SAMPLE_MILLIS = 250;

    private MarketRunProcess() {}

    /** Arguments: {@link #TIMED} or {@link #WATCHED}, arms, days. Prints seconds, rows and MiB in a line. */
    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        MarketRun run = new MarketRun(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        try (TemporaryDirectory directory = TemporaryDirectory.create()) {
            if (args[0].equals(TIMED)) {
                print(out, run.run(directory.path().resolve("daily.sqlite")), HeapWatch.peakUsedMib());
            } else {
                HeapWatch watch = new HeapWatch(SAMPLE_MILLIS);
                MarketRun.Result result;
                try (watch) {
                    result = run.run(directory.path().resolve("daily.sqlite"));
                }
                print(out, result, watch.peakLiveMib());
            }
        }
    }

    private static void print(PrintStream out, MarketRun.Result result, double mib) {
        out.println(String.format(Locale.ROOT, "%.6f %d %.6f", result.seconds(), result.rows(), mib));
    }
}
