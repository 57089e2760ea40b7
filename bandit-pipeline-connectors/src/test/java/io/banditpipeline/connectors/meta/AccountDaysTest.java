package io.banditpipeline.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AccountDaysTest {
    @Test
    void a_day_that_the_clock_is_put_forward_on_lacks_an_hour() {
        AccountDays days = days("2026-03-08", "America/New_York");
        assertThat(days.hour("2026-03-08", hour(1))).isEqualTo(at("2026-03-08T06:00:00Z", "America/New_York"));
        assertThat(days.hour("2026-03-08", hour(2))).isNull();
        assertThat(days.hour("2026-03-08", hour(3))).isEqualTo(at("2026-03-08T07:00:00Z", "America/New_York"));
    }

    @Test
    void an_hour_that_comes_twice_is_the_first_of_the_two() {
        AccountDays days = days("2026-11-01", "America/New_York");
        assertThat(days.hour("2026-11-01", hour(1))).isEqualTo(at("2026-11-01T05:00:00Z", "America/New_York"));
        assertThat(days.hour("2026-11-01", hour(2))).isEqualTo(at("2026-11-01T07:00:00Z", "America/New_York"));
    }

    @Test
    void hours_of_a_clock_turned_back_over_midnight_are_of_their_own_day_R12() {
        AccountDays days = days("2010-03-05", "Antarctica/Casey");
        assertThat(days.hour("2010-03-05", hour(0))).isEqualTo(at("2010-03-04T13:00:00Z", "Antarctica/Casey"));
        assertThat(days.hour("2010-03-05", hour(23))).isEqualTo(at("2010-03-05T15:00:00Z", "Antarctica/Casey"));
    }

    @Test
    void hours_of_zones_with_parts_of_hours_are_hours() {
        assertThat(days("2026-06-01", "Asia/Kolkata").hour("2026-06-01", hour(0)))
                .isEqualTo(at("2026-05-31T18:30:00Z", "Asia/Kolkata"));
        assertThat(days("2026-10-04", "Australia/Lord_Howe").hour("2026-10-04", hour(2)))
                .as("the half hour that the turned clock leaves of it")
                .isEqualTo(new Interval(
                        Granularity.HOUR,
                        Instant.parse("2026-10-03T15:30:00Z"),
                        Instant.parse("2026-10-03T16:00:00Z"),
                        LocalDate.of(2026, 10, 4)));
    }

    @Test
    void a_midnight_that_the_clock_skips_is_missing() {
        AccountDays days = days("2018-11-04", "America/Sao_Paulo");
        assertThat(days.hour("2018-11-04", hour(0))).isNull();
        assertThat(days.hour("2018-11-04", hour(1))).isEqualTo(at("2018-11-04T03:00:00Z", "America/Sao_Paulo"));
    }

    @Test
    void what_is_no_hour_or_no_day_of_the_slice_is_nothing() {
        AccountDays days = days("2026-06-01", "UTC");
        for (String wrong : new String[] {
            "",
            "7",
            "07:00:00 - 08:59:59",
            "24:00:00 - 24:59:59",
            "0a:00:00 - 0a:59:59",
            "07:00:00 - 07:59:5",
            "٠٧:00:00 - ٠٧:59:59",
            "-1:00:00 - -1:59:59"
        }) {
            assertThat(days.hour("2026-06-01", wrong)).as(wrong).isNull();
        }
        assertThat(days.day("2026-06-02")).isNull();
        assertThat(days.day("01.06.2026")).isNull();
        assertThat(days.day("2026-06-01")).isEqualTo(Interval.ofDay(LocalDate.of(2026, 6, 1), ZoneId.of("UTC")));
    }

    private static AccountDays days(String day, String zone) {
        return new AccountDays(DateRange.of(LocalDate.parse(day)), ZoneId.of(zone));
    }

    private static Interval at(String start, String zone) {
        return Interval.ofHour(Instant.parse(start), ZoneId.of(zone));
    }

    private static String hour(int hour) {
        return String.format(Locale.ROOT, "%1$02d:00:00 - %1$02d:59:59", hour);
    }
}
