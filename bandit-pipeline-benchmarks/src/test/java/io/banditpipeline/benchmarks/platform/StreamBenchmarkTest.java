package io.banditpipeline.benchmarks.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.Figures;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamBenchmarkTest {
    @Test
    void a_slice_goes_through_each_connector_packed_and_not() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StreamBenchmark benchmark = new StreamBenchmark();
        benchmark.run(
                Arguments.parse(List.of("--megabytes", "1"), benchmark.options()),
                new Figures(new PrintStream(out, true, StandardCharsets.UTF_8)));
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.matches("(google|meta|trade_desk)_(gzip_)?rows [1-9][0-9]* rows"))
                .hasSize(6);
    }
}
