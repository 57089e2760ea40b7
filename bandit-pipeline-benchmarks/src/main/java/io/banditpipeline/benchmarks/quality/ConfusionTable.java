package io.banditpipeline.benchmarks.quality;

import io.banditpipeline.benchmarks.harness.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts, by kind of fault, how many were found, and by which rules. */
final class ConfusionTable {
    private static final int MAX_RULES = 6;

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, int[]> cases = new LinkedHashMap<>();

    private static final class Row {
        private int planted;
        private int detected;
        private final Map<String, Integer> byRule = new TreeMap<>();
    }

    /** Counts a trial; a fault that changed nothing does not count. */
    void add(FaultCase faultCase, Trial.Outcome outcome) {
        if (!outcome.planted()) {
            return;
        }
        Row row = rows.computeIfAbsent(faultCase.kind(), unused -> new Row());
        int[] ofCase = cases.computeIfAbsent(faultCase.toString(), unused -> new int[2]);
        row.planted++;
        ofCase[0]++;
        if (outcome.detected()) {
            row.detected++;
            ofCase[1]++;
            Signals.rules(outcome.fitting()).forEach(rule -> row.byRule.merge(rule, 1, Integer::sum));
        }
    }

    /** The share of all planted faults that were found; 0 if none was planted. */
    double detectedShare() {
        int planted = rows.values().stream().mapToInt(row -> row.planted).sum();
        int detected = rows.values().stream().mapToInt(row -> row.detected).sum();
        return planted == 0 ? 0 : (double) detected / planted;
    }

    /** A figure for each kind, and one for all. */
    void report(Figures figures) {
        rows.forEach((kind, row) -> {
            figures.ratio("detected_" + kind.replace(' ', '_'), (double) row.detected / row.planted);
            figures.add("planted_" + kind.replace(' ', '_'), row.planted, 0, "faults");
        });
        figures.ratio("detected", detectedShare());
    }

    /** The table for a person, and the cases that were missed at least once. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line("fault", "planted", "found", "missed", "found by"));
        rows.forEach((kind, row) -> lines.add(line(
                kind,
                Integer.toString(row.planted),
                Integer.toString(row.detected),
                Integer.toString(row.planted - row.detected),
                rules(row))));
        cases.forEach((faultCase, counts) -> {
            if (counts[1] < counts[0]) {
                lines.add("missed " + (counts[0] - counts[1]) + " of " + counts[0] + ": " + faultCase);
            }
        });
        return lines;
    }

    private static String rules(Row row) {
        return String.join(
                ", ",
                row.byRule.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(MAX_RULES)
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
    }

    private static String line(String kind, String planted, String found, String missed, String rules) {
        return String.format(Locale.ROOT, "%-18s %8s %6s %7s  %s", kind, planted, found, missed, rules);
    }
}
