package io.banditpipeline.connectors.csv;

import io.banditpipeline.error.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds a {@link CsvSource}. Not thread-safe. */
public final class CsvSourceBuilder {
    private final Supplier<List<Path>> paths;
    private String id = "csv";
    private @Nullable CsvMapping mapping;
    private InstantSource clock = InstantSource.system();
    private TextFile.Opener opener = Files::newInputStream;

    CsvSourceBuilder(Path first, Path... more) {
        List<Path> files = new ArrayList<>(List.of(Objects.requireNonNull(first, "first")));
        files.addAll(List.of(more));
        List<Path> distinct = files.stream().distinct().toList();
        this.paths = () -> distinct;
    }

    CsvSourceBuilder(Path folder, String glob) {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(glob, "glob");
        this.paths = () -> CsvFiles.inFolder(folder, glob);
    }

    /** The stable name that watermarks are kept under; {@code "csv"} by default. Two sources need two names. */
    public CsvSourceBuilder id(String value) {
        id = Objects.requireNonNull(value, "id");
        return this;
    }

    /** What the columns mean; mandatory. */
    public CsvSourceBuilder mapping(CsvMapping value) {
        mapping = Objects.requireNonNull(value, "mapping");
        return this;
    }

    /** Tells when rows were observed if the files do not; the system's clock by default. Read once per fetch. */
    public CsvSourceBuilder clock(InstantSource value) {
        clock = Objects.requireNonNull(value, "clock");
        return this;
    }

    /** How files are opened: for tests that watch it. */
    CsvSourceBuilder opener(TextFile.Opener value) {
        opener = value;
        return this;
    }

    /**
     * Builds the source. Files are not touched yet.
     *
     * @throws ConfigurationException if the mapping is missing or the id is blank
     */
    public CsvSource build() {
        List<String> problems = new ArrayList<>();
        if (mapping == null) {
            problems.add("mapping is missing: read one with CsvMapping.read, or build one");
        }
        if (id.isBlank()) {
            problems.add("id must not be blank");
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException("CSV source", problems);
        }
        CsvMapping built = Objects.requireNonNull(mapping, "mapping");
        return new CsvSource(id, built, new CsvFiles(built, paths, opener), clock);
    }
}
