package io.banditpipeline.testkit.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the output of a module's tests must be free of (R11). Extend it, and let the class run in a process of its own
 * when all other tests have run, so that their reports are complete: the standard streams, the log that goes there, and
 * the failures. Something that ran among these tests must have {@linkplain #say said} what is looked for as a proof
 * that output is kept at all. Reads the system property {@value #BEGAN}, when the build began.
 */
public abstract class TestOutputContract {
    /** The system property that tells when the build began, as an ISO-8601 instant. */
    public static final String BEGAN = "build.began";

    /** No credential, but looked for in the same way. */
    private static final String CANARY = "c4nary/of+test=output";

    /** Platforms' own credentials, as simulators make them. */
    private static final List<String> MADE_BY_SIMULATORS =
            List.of("ya29.simulated", "ttd-simulated-", "EAAB-simulated", "simulated-app-secret");

    /** Nothing is known at first. */
    protected TestOutputContract() {}

    /** Where reports of tests and what else they print is; directories that exist. */
    protected abstract List<Path> places();

    /** What is secret besides {@link SecretScan#MARK} and what the simulators issue. Default: nothing. */
    protected List<String> others() {
        return List.of();
    }

    /** Prints what must be found afterwards, in three forms. To be called by a test on each stream that is scanned. */
    public static void say(PrintStream stream, String name) {
        stream.println("said on " + name + ": " + CANARY + " "
                + URLEncoder.encode(CANARY, StandardCharsets.UTF_8) + " "
                + Base64.getEncoder().encodeToString(("x" + CANARY).getBytes(StandardCharsets.UTF_8)));
    }

    /** If this fails, a secret was printed or logged by a test: the message names the report and what stands before. */
    @Test
    void required_no_secret_is_in_the_output_of_tests_R11() throws IOException {
        List<String> secrets = new ArrayList<>(MADE_BY_SIMULATORS);
        secrets.add(SecretScan.MARK);
        secrets.addAll(others());
        assertThat(found(SecretScan.of(secrets))).isEmpty();
    }

    /**
     * If this fails, output is not kept where it is looked for, or not all of it: nothing is proven by an empty scan.
     */
    @Test
    void required_what_tests_print_would_be_found() throws IOException {
        assertThat(found(SecretScan.of(List.of(CANARY))).toString()).contains("(plain)", "(URL-encoded)", "(Base64)");
        for (String stream : List.of("standard output", "standard error")) {
            assertThat(found(SecretScan.of(List.of("said on " + stream))))
                    .as(stream)
                    .isNotEmpty();
        }
    }

    /** If this fails, the reports are of an earlier build, or this ran before the other tests. */
    @Test
    void required_the_reports_are_of_this_build() throws IOException {
        Instant began = Instant.parse(System.getProperty(BEGAN));
        List<Instant> written = new ArrayList<>();
        for (Path place : places()) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (!SecretScan.of(List.of(CANARY)).inFilesOf(file).isEmpty()) {
                        FileTime time = Files.getLastModifiedTime(file);
                        written.add(time.toInstant());
                    }
                }
            }
        }
        // The time of the build is told in whole seconds.
        assertThat(written).isNotEmpty().anyMatch(at -> at.isAfter(began.minus(Duration.ofSeconds(1))));
    }

    private List<String> found(SecretScan scan) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path place : places()) {
            found.addAll(scan.inFilesOf(place));
        }
        return found;
    }
}
