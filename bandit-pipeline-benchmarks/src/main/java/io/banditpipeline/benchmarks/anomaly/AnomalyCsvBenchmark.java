package io.banditpipeline.benchmarks.anomaly;

import io.banditpipeline.anomaly.AnomalyDetector;
import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.Benchmark;
import io.banditpipeline.benchmarks.harness.Figures;
import io.banditpipeline.core.anomaly.SeasonalDetector;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Scores the rows of a file with the shipped defaults. */
public final class AnomalyCsvBenchmark implements Benchmark {
    private static final String IN = "IN";
    private static final String OUT = "OUT";

    @Override
    public String name() {
        return "anomaly-csv";
    }

    @Override
    public String description() {
        return "reads timestamp,value and writes timestamp,value,anomaly_score by the default detector";
    }

    @Override
    public List<String> operands() {
        return List.of(IN, OUT);
    }

    @Override
    public Set<String> options() {
        return Set.of();
    }

    @Override
    public void run(Arguments arguments, Figures figures) throws IOException {
        AnomalyDetector detector = SeasonalDetector.ofDefaults();
        SeriesFile file = SeriesFile.read(arguments.path(IN));
        double[] scores = file.scores(detector);
        write(arguments.path(OUT), file.rows(), scores);
        figures.add("threshold", detector.threshold(), 3, "score");
        figures.add("rows", scores.length, 0, "rows");
        figures.add("unusable", file.unusable(), 0, "rows");
        long alarms = Arrays.stream(scores)
                .filter(score -> score >= detector.threshold())
                .count();
        figures.add("alarms", (double) alarms, 0, "rows");
    }

    private static void write(Path out, List<SeriesRow> rows, double[] scores) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(out, StandardCharsets.UTF_8)) {
            writer.write("timestamp,value,anomaly_score\n");
            for (int i = 0; i < scores.length; i++) {
                SeriesRow row = rows.get(i);
                writer.write(row.timestamp() + ',' + row.text() + ',' + scores[i] + '\n');
            }
        }
    }
}
