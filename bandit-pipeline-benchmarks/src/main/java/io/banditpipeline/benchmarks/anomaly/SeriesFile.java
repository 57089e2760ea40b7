package io.banditpipeline.benchmarks.anomaly;

import io.banditpipeline.anomaly.AnomalyDetector;
import io.banditpipeline.benchmarks.harness.UsageException;
import io.banditpipeline.metric.Granularity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of {@code timestamp,value} lines, as NAB's are. */
final class SeriesFile {
    private static final Logger LOG = LoggerFactory.getLogger(SeriesFile.class);
    private static final long DAILY_HOURS = 20;
    private static final int MOST_TOLD = 20;

    private final Path path;
    private final List<SeriesRow> rows;

    private SeriesFile(Path path, List<SeriesRow> rows) {
        this.path = path;
        this.rows = rows;
    }

    /**
     * Reads a file. Lines that cannot be read are kept, with their fault.
     *
     * @throws UsageException if there is no such file, or it has no line to read
     */
    static SeriesFile read(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new UsageException("there is no file " + path);
        }
        List<String> lines = Files.readAllLines(path, StandardCharsets.UTF_8);
        List<SeriesRow> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = i == 0 ? withoutMark(lines.get(0)) : lines.get(i);
            SeriesRow row = SeriesRow.parse(i + 1, line);
            boolean isHeader = i == 0 && row.fault() != null;
            if (!isHeader && !line.isBlank()) {
                rows.add(row);
            }
        }
        if (rows.stream().allMatch(row -> row.fault() != null)) {
            throw new UsageException(path + " has no line that reads timestamp,value");
        }
        return new SeriesFile(path, List.copyOf(rows));
    }

    private static String withoutMark(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    List<SeriesRow> rows() {
        return rows;
    }

    /** Days if its values usually are that far apart, else hours. */
    Granularity granularity() {
        List<LocalDateTime> times = rows.stream()
                .filter(row -> row.fault() == null)
                .map(row -> Objects.requireNonNull(row.at()))
                .sorted()
                .toList();
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            gaps.add(Duration.between(times.get(i - 1), times.get(i)));
        }
        gaps.sort(null);
        boolean daily = !gaps.isEmpty() && gaps.get(gaps.size() / 2).compareTo(Duration.ofHours(DAILY_HOURS)) >= 0;
        return daily ? Granularity.DAY : Granularity.HOUR;
    }

    /**
     * The score of each row, from one pass in the order of the file; 0 for rows that cannot be judged, which are told.
     */
    double[] scores(AnomalyDetector detector) {
        AnomalyDetector.Series series = detector.series(granularity(), null);
        double[] scores = new double[rows.size()];
        int faults = 0;
        for (int i = 0; i < scores.length; i++) {
            SeriesRow row = rows.get(i);
            String fault = fault(row, series.latest());
            if (fault == null) {
                scores[i] = series.next(Objects.requireNonNull(row.at()), row.value())
                        .score();
            } else if (++faults <= MOST_TOLD) {
                LOG.warn("{} line {}: {}; its score is 0", path.getFileName(), row.line(), fault);
            }
        }
        if (faults > MOST_TOLD) {
            LOG.warn("{}: {} more such lines, {} in all", path.getFileName(), faults - MOST_TOLD, faults);
        }
        return scores;
    }

    /** How many rows cannot be judged. */
    int unusable() {
        int count = 0;
        LocalDateTime latest = null;
        for (SeriesRow row : rows) {
            if (fault(row, latest) == null) {
                latest = row.at();
            } else {
                count++;
            }
        }
        return count;
    }

    private static @Nullable String fault(SeriesRow row, @Nullable LocalDateTime latest) {
        if (row.fault() != null || latest == null) {
            return row.fault();
        }
        int order = Objects.requireNonNull(row.at()).compareTo(latest);
        return order > 0
                ? null
                : order == 0 ? "its time was there before" : "its time is before that of an earlier line";
    }
}
