package io.banditpipeline.examples.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.examples.JobProcess;
import io.banditpipeline.testkit.secret.SecretScan;
import io.banditpipeline.testkit.secret.TestOutputContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Scans what all other tests of this module and the processes that they started printed; run by an execution of its own
 * after them.
 */
class OutputScan extends TestOutputContract {
    static final String LOGGED = "logged-c4nary-of-the-module";

    private static final Path REPORTS = Path.of("target", "surefire-reports");

    @Override
    protected List<Path> places() {
        return Stream.of(REPORTS, JobProcess.LOGS)
                .filter(place -> place.equals(REPORTS) || Files.isDirectory(place))
                .toList();
    }

    @Test
    void what_is_logged_would_be_found() throws IOException {
        assertThat(SecretScan.of(List.of(LOGGED)).inFilesOf(REPORTS)).isNotEmpty();
    }
}
