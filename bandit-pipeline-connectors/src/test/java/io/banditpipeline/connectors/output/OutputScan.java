package io.banditpipeline.connectors.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.testkit.secret.SecretScan;
import io.banditpipeline.testkit.secret.TestOutputContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scans what all other tests of this module printed; run by an execution of its own after them. */
class OutputScan extends TestOutputContract {
    static final String LOGGED = "logged-c4nary-of-the-module";

    private static final Path REPORTS = Path.of("target", "surefire-reports");

    @Override
    protected List<Path> places() {
        return List.of(REPORTS);
    }

    @Test
    void what_is_logged_would_be_found() throws IOException {
        assertThat(SecretScan.of(List.of(LOGGED)).inFilesOf(REPORTS)).isNotEmpty();
    }
}
