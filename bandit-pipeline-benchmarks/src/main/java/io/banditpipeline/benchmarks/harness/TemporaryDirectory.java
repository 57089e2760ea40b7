package io.banditpipeline.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory that is deleted with all it holds. */
public final class TemporaryDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryDirectory.class);

    private final Path path;

    private TemporaryDirectory(Path path) {
        this.path = path;
    }

    /** Makes one where the system keeps temporary files ({@code -Djava.io.tmpdir=} chooses). */
    public static TemporaryDirectory create() throws IOException {
        Path path = Files.createTempDirectory("bandit-pipeline-benchmark-");
        LOG.info("data in {} on {}", path, Files.getFileStore(path).type());
        return new TemporaryDirectory(path);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        List<Path> deepestFirst = contents();
        try {
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }

    private List<Path> contents() {
        try (Stream<Path> files = Files.walk(path)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + path, e);
        }
    }
}
