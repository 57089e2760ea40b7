package io.banditpipeline.benchmarks.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banditpipeline.core.anomaly.SeasonalDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real prices of ad exchanges with labels, scored by NAB's rule; skipped where the files are not there. */
class NabFilesTest {
    private List<NabFile> files;

    @BeforeEach
    void scoreFiles() throws IOException {
        Optional<Path> directory = above("shared/data/quality/nab");
        assumeTrue(directory.isPresent(), "NAB's files are not in a folder shared/data/quality/nab above this one");
        files = NabDirectory.read(directory.get()).scored(SeasonalDetector.ofDefaults());
    }

    private static Optional<Path> above(String folder) {
        Path here = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        return Stream.iterate(here, parent -> parent != null, Path::getParent)
                .map(parent -> parent.resolve(folder))
                .filter(Files::isDirectory)
                .findFirst();
    }

    @Test
    void labelled_windows_are_found_at_the_shipped_threshold_with_few_false_alarms() {
        NabScorer.Result shipped =
                new NabScorer(files).at(SeasonalDetector.ofDefaults().threshold());

        assertThat(shipped.windows()).isEqualTo(4);
        assertThat(shipped.normalised()).isGreaterThan(72); // measured 77.8
        assertThat(shipped.falseRows()).isLessThanOrEqualTo(18); // measured 13, of 4,786 rows
    }

    @Test
    void the_best_threshold_is_not_far_from_the_shipped_one() {
        NabScorer.Result best = new NabScorer(files).best();

        assertThat(best.normalised()).isGreaterThan(76.9); // measured 82.9
        assertThat(best.threshold()).isBetween(0.42, 0.6);
    }
}
