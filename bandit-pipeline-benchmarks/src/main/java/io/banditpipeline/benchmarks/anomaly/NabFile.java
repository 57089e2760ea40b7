package io.banditpipeline.benchmarks.anomaly;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A scored file, as NAB looks at it.
 *
 * @param name its name
 * @param scores the anomaly score of each row
 * @param windows first and last row of each labelled window, in order
 */
record NabFile(String name, double[] scores, List<Window> windows) {
    private static final double PROBATION = 0.15;
    private static final int LONGEST_PROBATION = 750;

    /** Rows from a first to a last one. */
    record Window(int first, int last) {
        int width() {
            return last - first + 1;
        }
    }

    /** The rows at the start that are not scored. */
    int probation() {
        return Math.min((int) Math.floor(PROBATION * scores.length), LONGEST_PROBATION);
    }

    /** Finds the rows of windows that are given by times. */
    static List<Window> windows(List<SeriesRow> rows, List<List<LocalDateTime>> times) {
        List<Window> windows = new ArrayList<>();
        for (List<LocalDateTime> ends : times) {
            int first = rows.size();
            int last = -1;
            for (int i = 0; i < rows.size(); i++) {
                LocalDateTime at = Objects.requireNonNullElse(rows.get(i).at(), LocalDateTime.MIN);
                if (!at.isBefore(ends.get(0)) && !at.isAfter(ends.get(1))) {
                    first = Math.min(first, i);
                    last = i;
                }
            }
            if (last >= 0) {
                windows.add(new Window(first, last));
            }
        }
        return windows;
    }
}
