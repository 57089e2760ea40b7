package io.banditpipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banditpipeline.quality.QualityGates;
import io.banditpipeline.quality.QualityPolicy;
import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.Trigger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that the first design gave as its example, as it stands. */
class FirstDesignTest {
    @TempDir
    private Path folder;

    @Test
    void every_value_of_the_first_designs_file_is_read() {
        requireFirstDesign(Settings.read(Settings.FIRST_DESIGN));
    }

    @Test
    void the_first_designs_file_itself_is_read_where_it_is_there() {
        Optional<Path> file = Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve("shared/facts/seed-config.yaml"))
                .filter(Files::isRegularFile)
                .findFirst();
        assumeTrue(file.isPresent(), "skipped: there is no shared/facts/seed-config.yaml beside the project");

        requireFirstDesign(PipelineSettings.read(file.get(), Map.<String, String>of()::get));
    }

    private static void requireFirstDesign(PipelineSettings settings) {
        assertThat(settings.jobs())
                .containsExactly(
                        new JobSettings(
                                JobSpec.of("hourly_metrics", Trigger.every(Duration.ofHours(1))), "hourly", true),
                        new JobSettings(
                                JobSpec.of(
                                        "daily_aggregation",
                                        Trigger.daily(LocalTime.of(2, 0), ZoneId.of("America/New_York"))),
                                "daily",
                                true));
        assertThat(settings.database()).hasToString("sqlite:///bandit_ads.db");
        assertThat(QualitySettings.of(settings.values()))
                .contains(QualityPolicy.ofDefaults().with(QualityGates.ofDefaults()));
        assertThat(settings.values().get(Options.WEBHOOKS_PORT)).contains(8080);
        assertThat(settings.values().get(Options.WEBHOOKS_TRADE_DESK)).contains("/webhooks/trade_desk");
        assertThat(settings.warnings())
                .hasSize(2)
                .anySatisfy(warning -> assertThat(warning).contains("nothing listens on port 8080"))
                .anySatisfy(warning -> assertThat(warning).contains("webhooks.secret_key is empty"));
    }

    @Test
    void its_storage_opens() {
        Path file = folder.resolve("bandit_ads.db");
        String yaml = Settings.FIRST_DESIGN.replace("sqlite:///bandit_ads.db", "sqlite:///" + file);

        try (var storage = Settings.read(yaml).openStorage()) {
            assertThat(storage.metrics().watermarks()).isEmpty();
        }
        assertThat(file).exists();
    }
}
