package io.banditpipeline.connectors.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.metric.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class LocalClockTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Test
    void an_hour_that_the_clock_leaves_out_is_none_R12() {
        Interval[] hours = LocalClock.hours(LocalDate.of(2026, 3, 8), NEW_YORK);
        assertThat(hours).hasSize(24);
        assertThat(hours[1]).isEqualTo(hour("2026-03-08T06:00:00Z", NEW_YORK));
        assertThat(hours[2]).isNull();
        assertThat(hours[3]).isEqualTo(hour("2026-03-08T07:00:00Z", NEW_YORK));
    }

    @Test
    void an_hour_that_the_clock_shows_twice_is_the_first_R12() {
        Interval[] hours = LocalClock.hours(LocalDate.of(2026, 11, 1), NEW_YORK);
        assertThat(hours[1]).isEqualTo(hour("2026-11-01T05:00:00Z", NEW_YORK));
        assertThat(hours[2]).isEqualTo(hour("2026-11-01T07:00:00Z", NEW_YORK));
    }

    /** At Casey, the clock went from 02:00 back to 23:00 of the day before. */
    @Test
    void hours_of_a_clock_turned_back_over_midnight_are_of_their_own_day_R12() {
        ZoneId casey = ZoneId.of("Antarctica/Casey");
        Interval[] hours = LocalClock.hours(LocalDate.of(2010, 3, 5), casey);
        assertThat(hours[0]).isEqualTo(hour("2010-03-04T13:00:00Z", casey));
        assertThat(hours[23]).isEqualTo(hour("2010-03-05T15:00:00Z", casey));
    }

    @Test
    void a_day_that_the_date_line_took_is_none_R12() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        assertThat(LocalClock.hasDay(LocalDate.of(2011, 12, 29), apia)).isTrue();
        assertThat(LocalClock.hasDay(LocalDate.of(2011, 12, 30), apia)).isFalse();
        assertThat(LocalClock.hasDay(LocalDate.of(2011, 12, 31), apia)).isTrue();
    }

    private static Interval hour(String start, ZoneId zone) {
        return Interval.ofHour(Instant.parse(start), zone);
    }
}
