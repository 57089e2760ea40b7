package io.banditpipeline.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.schedule.Scheduler.Outcome.Again;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a slot. */
class OutcomeTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "6, 32", "7, 60", "8, 60", "2000000000, 60"})
    void a_job_that_throws_is_begun_again_after_a_minute_doubled_up_to_an_hour(int failures, long minutes) {
        assertThat(Again.afterFailures(failures).after()).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    void a_slot_is_not_begun_again_in_the_past() {
        assertThatThrownBy(() -> new Again(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("after must not be negative, but is PT-0.001S");
    }
}
