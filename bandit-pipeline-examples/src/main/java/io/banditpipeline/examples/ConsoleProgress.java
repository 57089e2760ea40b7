package io.banditpipeline.examples;

import io.banditpipeline.run.Progress;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Prints how steps go on that work side by side: on a terminal one line that changes at most once a second, elsewhere
 * lines, of each step at most one in two seconds. No escape sequences. Thread-safe.
 */
final class ConsoleProgress implements Progress {
    private static final long SECOND = 1_000_000_000L;
    private static final int WIDTH = 100;

    private final PrintStream err;
    private final boolean terminal;
    private final LongSupplier nanos;
    private final Map<String, String> underWay = new LinkedHashMap<>();
    private final Map<String, Long> printed = new HashMap<>();
    private int shownLength;

    /**
     * @param err where to
     * @param terminal whether a carriage return takes the cursor back there
     * @param nanos the time in nanoseconds, as {@link System#nanoTime}
     */
    ConsoleProgress(PrintStream err, boolean terminal, LongSupplier nanos) {
        this.err = err;
        this.terminal = terminal;
        this.nanos = nanos;
    }

    @Override
    public synchronized void advanced(String step, long done, long total, String detail) {
        String text = step + (total > 1 ? " " + done + "/" + total : "") + ": " + Cells.shown(detail, WIDTH);
        if (terminal) {
            status(step, text, total >= 0 && done >= total);
        } else if (isDue(step, 2 * SECOND)) {
            err.println(text);
        }
    }

    private void status(String step, String text, boolean over) {
        underWay.remove(step);
        if (!over) {
            underWay.put(step, text); // last, since it is the news
        }
        if (isDue("", SECOND)) {
            show(underWay.values().stream().collect(Collectors.joining(" | ")));
        }
    }

    /** Ends the line that changes, so that what follows begins its own. */
    synchronized void end() {
        if (shownLength > 0) {
            show("");
            err.print('\r');
            err.flush();
        }
    }

    private void show(String text) {
        String line = text.length() <= WIDTH ? text : text.substring(0, WIDTH - 3) + "...";
        err.print('\r' + line + " ".repeat(Math.max(0, shownLength - line.length())));
        err.flush();
        shownLength = line.length();
    }

    private boolean isDue(String key, long every) {
        long now = nanos.getAsLong();
        Long before = printed.get(key);
        if (before != null && now - before < every) {
            return false;
        }
        printed.put(key, now);
        return true;
    }
}
