package io.banditpipeline.benchmarks.harness;

import java.io.PrintStream;
import java.util.Locale;

/** Prints what was measured: {@code figure value unit}, one a line, at once. */
public final class Figures {
    private final PrintStream out;

    /** Prints to a stream. */
    public Figures(PrintStream out) {
        this.out = out;
    }

    /** A figure with a number of decimals. */
    public void add(String figure, double value, int decimals, String unit) {
        out.println(figure + ' ' + String.format(Locale.ROOT, "%." + decimals + "f", value) + ' ' + unit);
        out.flush();
    }

    /** How many times one thing is another. */
    public void ratio(String figure, double value) {
        add(figure, value, 3, "ratio");
    }

    /** How many rows were dealt with in a time. */
    public void speed(String figure, long rows, double seconds) {
        add(figure, rows / seconds, 0, "rows/s");
    }

    /** How long something took. */
    public void seconds(String figure, double seconds) {
        add(figure, seconds, 3, "s");
    }
}
