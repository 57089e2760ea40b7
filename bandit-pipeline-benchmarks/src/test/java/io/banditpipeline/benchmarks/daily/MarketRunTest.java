package io.banditpipeline.benchmarks.daily;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketRunTest {
    private static final int ARMS = 12;
    private static final int DAYS = 14;

    @TempDir
    Path directory;

    @Test
    void a_run_collects_a_row_of_nearly_every_arm_and_day() {
        MarketRun.Result result = new MarketRun(ARMS, DAYS).run(directory.resolve("daily.sqlite"));
        assertThat(result.rows())
                .as("some days are withdrawn as invalid traffic")
                .isBetween(ARMS * DAYS * 9L / 10, (long) ARMS * DAYS);
        assertThat(result.seconds()).isPositive();
    }
}
