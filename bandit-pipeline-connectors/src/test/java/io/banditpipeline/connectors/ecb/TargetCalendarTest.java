package io.banditpipeline.connectors.ecb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetCalendarTest {
    @ParameterizedTest
    @CsvSource({
        "2000, 2000-04-23", "2008, 2008-03-23", "2019, 2019-04-21", "2024, 2024-03-31", "2025, 2025-04-20",
        "2026, 2026-04-05", "2027, 2027-03-28", "2038, 2038-04-25", "2049, 2049-04-18", "2076, 2076-04-19",
    })
    void easter_is_on_its_sunday(int year, LocalDate easter) {
        assertThat(TargetCalendar.easterSunday(year)).isEqualTo(easter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2025-12-25", "2025-12-26", "2026-04-04",
                "2026-04-05"
            })
    void there_is_no_publication_on_weekends_and_the_six_holidays(LocalDate day) {
        assertThat(TargetCalendar.isWorkingDay(day)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-02", "2026-04-02", "2026-04-07", "2025-12-24", "2025-12-31", "2026-10-30"})
    void other_weekdays_have_one_whatever_is_closed_elsewhere(LocalDate day) {
        assertThat(TargetCalendar.isWorkingDay(day)).isTrue();
    }

    @Test
    void the_last_working_day_before_a_long_weekend_is_its_thursday() {
        assertThat(TargetCalendar.lastWorkingDayUntil(LocalDate.of(2026, 4, 6))).isEqualTo(LocalDate.of(2026, 4, 2));
        assertThat(TargetCalendar.lastWorkingDayUntil(LocalDate.of(2026, 4, 7))).isEqualTo(LocalDate.of(2026, 4, 7));
    }
}
