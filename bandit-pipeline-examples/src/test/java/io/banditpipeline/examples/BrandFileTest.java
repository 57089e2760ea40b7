package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on a real brand's 509 days, where that file stands beside the project. */
class BrandFileTest {
    private static final Path MAPPING = Path.of("src/main/mappings/brand.yaml");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void find() {
        Optional<Path> found = Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve("shared/data/brand/brand_daily.csv"))
                .filter(Files::exists)
                .findFirst();
        assumeTrue(found.isPresent(), "skipped: there is no shared/data/brand/brand_daily.csv beside the project");
        file = found.get();
    }

    @Test
    void the_brand_gets_a_plan_that_shows_its_width_and_a_second_run_changes_nothing_R1() {
        Invocation first = daily();
        Invocation second = daily();

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.total("fetched")).isEqualTo(509 * 7 + 509);
        assertThat(first.total("stored")).isEqualTo(first.total("fetched"));
        assertThat(second.total("stored")).isZero();
        assertThat(second.plan()).isEqualTo(first.plan());

        JsonNode plan = first.plan();
        assertThat(plan.get("date").asText()).isEqualTo("2023-12-20");
        assertThat(plan.get("arms")).hasSize(7);
        long sum = 0;
        for (JsonNode arm : plan.get("arms")) {
            sum += arm.get("budgetMicros").asLong();
        }
        assertThat(sum + plan.get("unspentMicros").asLong())
                .isEqualTo(plan.get("budgetMicros").asLong());
        JsonNode model = first.json().get("models").get(0);
        assertThat(model.get("cautions")).isNotEmpty();
        for (JsonNode channel : model.get("channels")) {
            assertThat(channel.get("roasHigh").asDouble()
                            - channel.get("roasLow").asDouble())
                    .as(channel.get("channel").asText())
                    .isGreaterThan(1);
        }
    }

    private Invocation daily() {
        return Invocation.run(
                "daily",
                "--db",
                folder.resolve("brand.db").toString(),
                "--csv",
                file.toString(),
                "--mapping",
                MAPPING.toString(),
                "--json");
    }
}
