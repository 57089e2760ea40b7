package io.banditpipeline.examples;

import io.banditpipeline.run.Progress;
import java.io.PrintStream;

/** Prints progress as lines, at most a few a second. Thread-safe. */
final class ConsoleProgress implements Progress {
    private static final long MIN_NANOS = 500_000_000L;

    private final PrintStream err;
    private long lastNanos = System.nanoTime() - MIN_NANOS;

    ConsoleProgress(PrintStream err) {
        this.err = err;
    }

    @Override
    public synchronized void advanced(String step, long done, long total, String detail) {
        long now = System.nanoTime();
        if (now - lastNanos >= MIN_NANOS) {
            lastNanos = now;
            err.println(step + (total > 1 ? " " + done + "/" + total : "") + ": " + detail);
        }
    }
}
