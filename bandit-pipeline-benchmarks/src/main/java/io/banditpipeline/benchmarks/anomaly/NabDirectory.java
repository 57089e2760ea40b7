package io.banditpipeline.benchmarks.anomaly;

import io.banditpipeline.anomaly.AnomalyDetector;
import io.banditpipeline.benchmarks.harness.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A directory with NAB's {@code combined_windows.json}, and under it some of the files that the windows are of. */
final class NabDirectory {
    private static final String WINDOWS = "combined_windows.json";
    private static final Pattern FILE =
            Pattern.compile("\"([^\"]+\\.csv)\"\\s*:\\s*\\[((?:[^\\[\\]]|\\[[^\\]]*\\])*)\\]");
    private static final Pattern WINDOW = Pattern.compile("\\[\\s*\"([^\"]+)\"\\s*,\\s*\"([^\"]+)\"\\s*\\]");

    private final Path directory;
    private final Map<String, List<List<LocalDateTime>>> windows;

    private NabDirectory(Path directory, Map<String, List<List<LocalDateTime>>> windows) {
        this.directory = directory;
        this.windows = windows;
    }

    /** @throws UsageException if it has no windows, or none of their files */
    static NabDirectory read(Path directory) throws IOException {
        Path file = directory.resolve(WINDOWS);
        if (!Files.isRegularFile(file)) {
            throw new UsageException("there is no " + WINDOWS + " in " + directory);
        }
        Map<String, List<List<LocalDateTime>>> windows = new TreeMap<>();
        Matcher files = FILE.matcher(Files.readString(file));
        while (files.find()) {
            if (Files.isRegularFile(directory.resolve(files.group(1)))) {
                windows.put(files.group(1), times(files.group(2)));
            }
        }
        if (windows.isEmpty()) {
            throw new UsageException("none of the files that " + file + " names is in " + directory);
        }
        return new NabDirectory(directory, windows);
    }

    private static List<List<LocalDateTime>> times(String text) {
        List<List<LocalDateTime>> times = new ArrayList<>();
        Matcher window = WINDOW.matcher(text);
        while (window.find()) {
            times.add(List.of(SeriesRow.time(window.group(1)), SeriesRow.time(window.group(2))));
        }
        return times;
    }

    /** All files, scored by a detector. */
    List<NabFile> scored(AnomalyDetector detector) throws IOException {
        List<NabFile> files = new ArrayList<>();
        for (Map.Entry<String, List<List<LocalDateTime>>> entry : windows.entrySet()) {
            SeriesFile file = SeriesFile.read(directory.resolve(entry.getKey()));
            files.add(
                    new NabFile(entry.getKey(), file.scores(detector), NabFile.windows(file.rows(), entry.getValue())));
        }
        return files;
    }
}
