package io.banditpipeline.connectors.internal.rate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * The calls of the last period, so that no window of that length, wherever it begins, holds more than the limit. Calls
 * that are close together are kept as one run, which is over when its last call is: a run is at most a thousandth of
 * the period long, so that the memory is bounded and what is given away is little. Not thread-safe.
 */
final class CallWindow {
    private static final int RUNS = 1000;

    private final ArrayDeque<Run> runs = new ArrayDeque<>();
    private int calls;

    private record Run(Instant first, Instant last, int calls) {}

    /** The first moment at which one more call is within the limit; now or earlier if it is already. */
    Instant freeAt(Instant now, int limit, Duration period) {
        forget(now, period);
        int tooMany = calls - limit + 1;
        if (tooMany > 0) {
            for (Run run : runs) {
                tooMany -= run.calls();
                if (tooMany <= 0) {
                    return run.last().plus(period);
                }
            }
        }
        return now;
    }

    /** Notes a call. */
    void add(Instant now, Duration period) {
        Run last = runs.peekLast();
        calls++;
        if (last != null && now.isBefore(last.first().plus(period.dividedBy(RUNS)))) {
            runs.removeLast();
            runs.addLast(new Run(last.first(), later(last.last(), now), last.calls() + 1));
        } else {
            runs.addLast(new Run(now, now, 1));
        }
    }

    /** Whether no call of the period is left. */
    boolean isEmpty(Instant now, Duration period) {
        forget(now, period);
        return runs.isEmpty();
    }

    /** How many runs are kept. */
    int runs() {
        return runs.size();
    }

    private void forget(Instant now, Duration period) {
        for (Run run = runs.peekFirst(); run != null && !run.last().plus(period).isAfter(now); run = runs.peekFirst()) {
            calls -= run.calls();
            runs.removeFirst();
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
