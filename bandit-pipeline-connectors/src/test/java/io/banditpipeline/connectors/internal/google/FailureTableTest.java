package io.banditpipeline.connectors.internal.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.MetricNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guide's tables are those of the code. */
class FailureTableTest {
    @Test
    void the_guide_lists_every_code_with_what_it_means() throws IOException {
        Path guide = Path.of(System.getProperty("user.dir")).resolve("../docs/google-ads.md");
        assumeTrue(Files.isRegularFile(guide), "docs/google-ads.md is not beside this module");
        List<String> rows = Files.readString(guide)
                .substring(Files.readString(guide).indexOf("<!-- failures"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(ErrorTable.rules().stream()
                        .map(rule -> "| `" + rule.code() + "` | " + rule.failureClass() + " | " + rule.kind() + " | "
                                + rule.advice() + " |")
                        .toList());
    }

    @Test
    void the_fields_that_are_read_are_those_that_the_names_of_metrics_know() {
        assertThat(MetricNames.ofDefaults()
                        .counted(
                                "google_ads",
                                List.of(
                                        "metrics.impressions",
                                        "metrics.clicks",
                                        "metrics.costMicros",
                                        "metrics.conversions",
                                        "metrics.conversionsValue")))
                .containsOnlyKeys(Metric.values());
    }
}
