package io.banditpipeline.jooq.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.schedule.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state of a job survives the table, and what is not one is refused. */
class JobStateTextTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Property
    void a_state_is_read_as_it_was_written(
            @ForAll @LongRange(min = -4_000_000_000L, max = 250_000_000_000L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll boolean begun,
            @ForAll @IntRange(max = 1_000) int failures,
            @ForAll @LongRange(min = 0) long missed,
            @ForAll @LongRange(min = 0) long skipped) {
        JobState state = new JobState(
                Instant.ofEpochSecond(second, nano), begun, failures, missed, skipped, "daily 02:00 a;b EARLIER");
        JobStateText text = new JobStateText();

        assertThat(text.deserialize(JobState.class, text.serialize(state))).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2;2026-11-23T02:00:00Z;begun;0;0;0;every PT1H",
                "1;2026-11-23T02:00:00Z;begun;0;0;every PT1H",
                "1;yesterday;begun;0;0;0;every PT1H",
                "1;2026-11-23T02:00:00Z;begun;many;0;0;every PT1H",
                "1;2026-11-23T02:00:00Z;perhaps;0;0;0;every PT1H"
            })
    void what_is_not_a_state_is_refused_with_what_to_do(String text) {
        assertThatThrownBy(() -> JobStateText.read(text))
                .isInstanceOfSatisfying(PipelineException.class, failure -> assertThat(failure.code())
                        .isEqualTo(ErrorCode.STORAGE))
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining("delete the row");
    }

    @Test
    void triggers_have_the_same_text_only_if_they_are_equal() {
        LocalTime two = LocalTime.of(2, 0);
        List<Trigger> triggers = List.of(
                Trigger.hourly(),
                Trigger.every(Duration.ofMinutes(15)),
                new Trigger.Every(Duration.ofHours(1), Duration.ofMinutes(5)),
                Trigger.after(Duration.ofHours(1)),
                Trigger.daily(two, BERLIN),
                Trigger.daily(two.plusSeconds(1), BERLIN),
                Trigger.daily(two, ZoneId.of("Europe/Paris")),
                new Trigger.Daily(two, BERLIN, Trigger.Gap.SHIFTED, Trigger.Overlap.EARLIER),
                new Trigger.Daily(two, BERLIN, Trigger.Gap.AT_END, Trigger.Overlap.BOTH),
                Trigger.weekly(DayOfWeek.MONDAY, two, BERLIN),
                Trigger.weekly(DayOfWeek.TUESDAY, two, BERLIN));

        assertThat(triggers.stream().map(TriggerText::of)).doesNotHaveDuplicates();
        assertThat(TriggerText.of(Trigger.daily(LocalTime.parse("02:00:00"), ZoneId.of("Europe/Berlin"))))
                .isEqualTo(TriggerText.of(Trigger.daily(two, BERLIN)));
    }
}
