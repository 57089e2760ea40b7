package io.banditpipeline.benchmarks.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.Figures;
import io.banditpipeline.benchmarks.harness.UsageException;
import io.banditpipeline.metric.Granularity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every row of a file comes back with a score, whatever is wrong with it. */
class AnomalyCsvBenchmarkTest {
    private final AnomalyCsvBenchmark benchmark = new AnomalyCsvBenchmark();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    private List<String> score(List<String> lines) throws IOException {
        Path in = directory.resolve("in.csv");
        Path scored = directory.resolve("out.csv");
        Files.write(in, lines);
        Arguments arguments =
                Arguments.parse(List.of(in.toString(), scored.toString()), benchmark.operands(), Set.of());
        benchmark.run(arguments, new Figures(new PrintStream(out, true, StandardCharsets.UTF_8)));
        return Files.readAllLines(scored);
    }

    private static List<String> hours(int count) {
        List<String> lines = new ArrayList<>(List.of("timestamp,value"));
        LocalDateTime at = LocalDateTime.of(2011, 7, 1, 0, 0, 1);
        for (int i = 0; i < count; i++) {
            lines.add(at.plusHours(i).toString().replace('T', ' ') + ',' + (i == 500 ? 90 : 10 + i % 3));
        }
        return lines;
    }

    @Test
    void a_spike_is_scored_at_or_above_the_threshold_that_is_printed() throws IOException {
        List<String> scored = score(hours(600));

        assertThat(scored).hasSize(601).startsWith("timestamp,value,anomaly_score", "2011-07-01 00:00:01,10,0.0");
        assertThat(Double.parseDouble(scored.get(501).split(",")[2])).isBetween(0.5, 1.0);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("threshold 0.500 score\nrows 600 rows\nunusable 0 rows\nalarms 1 rows\n");
    }

    @Test
    void rows_that_cannot_be_judged_are_written_with_score_0_and_counted() throws IOException {
        List<String> lines = new ArrayList<>(hours(3));
        lines.addAll(List.of(
                "2011-07-01 02:00:01,12",
                "2011-07-01 01:00:01,11",
                "2011-07-01 04:00:01,",
                "2011-07-01 05:00:01,NaN",
                "yesterday,5",
                "2011-07-01T06:00:01+02:00,16",
                "2011-07-01 07:00:01,1,2"));

        List<String> scored = score(lines);

        assertThat(scored)
                .endsWith(
                        "2011-07-01 02:00:01,12,0.0",
                        "2011-07-01 01:00:01,11,0.0",
                        "2011-07-01 04:00:01,,0.0",
                        "2011-07-01 05:00:01,NaN,0.0",
                        "yesterday,5,0.0",
                        "2011-07-01T06:00:01+02:00,16,0.0",
                        "2011-07-01 07:00:01,1,0.0");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("rows 10 rows\nunusable 6 rows\n");
    }

    @Test
    void a_file_without_header_keeps_its_first_row_and_dates_make_a_daily_series() throws IOException {
        assertThat(score(List.of("2011-07-01,5", "2011-07-02,6", "2011-07-03,7")))
                .hasSize(4);
        assertThat(SeriesFile.read(directory.resolve("in.csv")).granularity()).isEqualTo(Granularity.DAY);
    }

    @Test
    void a_missing_or_empty_file_is_told() {
        assertThatThrownBy(() -> SeriesFile.read(directory.resolve("none.csv")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("none.csv");
        assertThatThrownBy(() -> score(List.of("timestamp,value", ""))).isInstanceOf(UsageException.class);
    }

    @Test
    void a_missing_operand_is_told_by_its_name() {
        assertThatThrownBy(() -> Arguments.parse(List.of("a.csv"), benchmark.operands(), Set.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("OUT is missing");
    }
}
