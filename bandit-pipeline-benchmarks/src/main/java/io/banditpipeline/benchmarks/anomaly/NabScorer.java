package io.banditpipeline.benchmarks.anomaly;

import io.banditpipeline.benchmarks.anomaly.NabFile.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The scoring rule of the Numenta Anomaly Benchmark 1.1, standard profile (Lavin and Ahmad 2015): a window earns what
 * its best detected row is worth, the earlier the more, and loses 1 if none is detected; each false row costs up to
 * 0.11. 100 is perfect, 0 is what a detector that never alarms gets.
 */
final class NabScorer {
    private static final double FALSE_POSITIVE = 0.11;
    private static final double NEVER = 1.1;
    private static final double FAR = 3;
    private static final double STEEPNESS = 5;

    private final List<NabFile> files;

    NabScorer(List<NabFile> files) {
        this.files = files;
    }

    /**
     * What a threshold earns.
     *
     * @param threshold alarms are at or above it
     * @param normalised the score
     * @param hits windows with an alarm
     * @param windows all windows
     * @param falseRows alarms outside of windows
     */
    record Result(double threshold, double normalised, int hits, int windows, int falseRows) {}

    /** The score at a threshold. */
    Result at(double threshold) {
        Tally tally = new Tally();
        for (NabFile file : files) {
            tally.add(file, threshold);
        }
        return new Result(threshold, tally.normalised(), tally.hits, tally.windows, tally.falseRows);
    }

    /** The score at the threshold that is best for these files: NAB's own way, an oracle. */
    Result best() {
        return at(bestThreshold(files));
    }

    /** Each file at the threshold that is best for the others. */
    double leaveOneOut() {
        Tally tally = new Tally();
        for (NabFile file : files) {
            List<NabFile> others = new ArrayList<>(files);
            others.remove(file);
            tally.add(file, bestThreshold(others));
        }
        return tally.normalised();
    }

    private static double bestThreshold(List<NabFile> files) {
        List<Row> rows = new ArrayList<>();
        int windows = 0;
        for (NabFile file : files) {
            addRows(file, windows, rows);
            windows += file.windows().size();
        }
        rows.sort(Comparator.comparingDouble(Row::score).reversed());
        double[] earned = new double[windows];
        double sum = 0;
        double most = 0;
        double best = NEVER;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            sum += gain(row, earned);
            boolean lastOfItsScore = i == rows.size() - 1 || rows.get(i + 1).score() < row.score();
            if (lastOfItsScore && sum > most) {
                most = sum;
                best = row.score();
            }
        }
        return best;
    }

    /** What a further alarm adds; a window's first alarm also makes good the loss of 1 for missing it. */
    private static double gain(Row row, double[] earned) {
        if (row.window < 0) {
            return row.worth;
        }
        double gain = Math.max(0, row.worth + 1 - earned[row.window]);
        earned[row.window] += gain;
        return gain;
    }

    private static void addRows(NabFile file, int firstWindow, List<Row> rows) {
        for (int i = file.probation(); i < file.scores().length; i++) {
            int window = windowAt(file, i);
            rows.add(new Row(file.scores()[i], worth(file, i, window), window < 0 ? -1 : firstWindow + window));
        }
    }

    private static int windowAt(NabFile file, int row) {
        for (int i = 0; i < file.windows().size(); i++) {
            Window window = file.windows().get(i);
            if (row >= window.first() && row <= window.last()) {
                return i;
            }
        }
        return -1;
    }

    /** What an alarm at a row is worth: up to 1 in a window, down to -0.11 outside. */
    private static double worth(NabFile file, int row, int window) {
        if (window >= 0) {
            Window in = file.windows().get(window);
            return sigmoid(-(double) (in.last() - row + 1) / in.width()) / sigmoid(-1);
        }
        Window before = null;
        for (Window candidate : file.windows()) {
            before = candidate.last() < row ? candidate : before;
        }
        double after = before == null ? FAR + 1 : (double) (row - before.last()) / (before.width() - 1);
        return FALSE_POSITIVE * sigmoid(after);
    }

    private static double sigmoid(double distance) {
        return distance > FAR ? -1 : 2 / (1 + Math.exp(STEEPNESS * distance)) - 1;
    }

    /**
     * A row that can be an alarm.
     *
     * @param window its window's number over all files, or -1
     */
    private record Row(double score, double worth, int window) {}

    private static final class Tally {
        private double sum;
        private int hits;
        private int windows;
        private int falseRows;

        private void add(NabFile file, double threshold) {
            double[] earned = new double[file.windows().size()];
            for (int i = file.probation(); i < file.scores().length; i++) {
                if (file.scores()[i] >= threshold) {
                    int window = windowAt(file, i);
                    sum += gain(new Row(threshold, worth(file, i, window), window), earned);
                    falseRows += window < 0 ? 1 : 0;
                }
            }
            for (double gain : earned) {
                hits += gain > 0 ? 1 : 0;
            }
            windows += earned.length;
            sum -= earned.length;
        }

        private double normalised() {
            return 100 * (sum + windows) / (2.0 * windows);
        }
    }
}
