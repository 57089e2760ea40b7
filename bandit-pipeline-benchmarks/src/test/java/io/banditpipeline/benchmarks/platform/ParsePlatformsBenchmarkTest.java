package io.banditpipeline.benchmarks.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.BadResultException;
import io.banditpipeline.benchmarks.harness.Figures;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParsePlatformsBenchmarkTest {
    @Test
    void each_platform_is_read_whole_and_compared() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ParsePlatformsBenchmark benchmark = new ParsePlatformsBenchmark();
        benchmark.run(
                Arguments.parse(List.of("--megabytes", "1", "--rounds", "1"), benchmark.options()),
                new Figures(new PrintStream(out, true, StandardCharsets.UTF_8)));
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .anyMatch(line -> line.matches("google_ratio [0-9.]+ ratio"))
                .anyMatch(line -> line.matches("meta_ratio [0-9.]+ ratio"))
                .anyMatch(line -> line.matches("trade_desk_ratio [0-9.]+ ratio"));
    }

    @Test
    void a_row_that_is_missing_makes_the_result_bad() throws Exception {
        Sample sample = Sample.of(new GoogleFeed(1), 10_000);
        OurParser lossy = new OurParser((pages, sink) -> {}, sample, sample.rows());
        lossy.run();
        assertThatExceptionOfType(BadResultException.class)
                .isThrownBy(lossy::verify)
                .withMessage("0 rows were delivered, but " + sample.rows() + " are there");
    }

    @Test
    void a_sample_hangs_on_its_seed_only() throws Exception {
        assertThat(Sample.of(new MetaFeed(1), 10_000).pages().get(0))
                .isEqualTo(Sample.of(new MetaFeed(1), 10_000).pages().get(0))
                .isNotEqualTo(Sample.of(new MetaFeed(2), 10_000).pages().get(0));
    }
}
