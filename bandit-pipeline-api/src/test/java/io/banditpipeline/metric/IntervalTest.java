package io.banditpipeline.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-08, PT23H",
        "America/New_York, 2026-11-01, PT25H",
        "Australia/Lord_Howe, 2026-04-05, PT24H30M",
        "America/Sao_Paulo, 2018-11-04, PT23H",
        "UTC, 2026-03-08, PT24H",
    })
    void a_local_day_is_as_long_as_its_zone_makes_it_R12(ZoneId zone, LocalDate day, Duration length) {
        Interval interval = Interval.ofDay(day, zone);
        assertThat(Duration.between(interval.start(), interval.end())).isEqualTo(length);
    }

    @Property
    void days_join_without_gap_or_overlap_in_every_zone_R12(
            @ForAll("zones") String zone, @ForAll @IntRange(min = 0, max = 20_000) int epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        assertThat(Interval.ofDay(day, ZoneId.of(zone)).end())
                .isEqualTo(Interval.ofDay(day.plusDays(1), ZoneId.of(zone)).start());
    }

    @Property
    void an_hour_belongs_to_the_local_day_in_which_it_starts_R12(
            @ForAll("zones") String zone, @ForAll @IntRange(min = 0, max = 480_000) int epochHour) {
        Instant start = Instant.ofEpochSecond(3_600L * epochHour);
        Interval hour = Interval.ofHour(start, ZoneId.of(zone));
        assertThat(Duration.between(hour.start(), hour.end())).isEqualTo(Duration.ofHours(1));
        Interval day = Interval.ofDay(hour.day(), ZoneId.of(zone));
        assertThat(start).isAfterOrEqualTo(day.start()).isBefore(day.end());
    }

    @Test
    void an_interval_without_length_is_refused() {
        assertThatThrownBy(() -> new Interval(Granularity.DAY, Instant.EPOCH, Instant.EPOCH, LocalDate.EPOCH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be after start");
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList());
    }
}
