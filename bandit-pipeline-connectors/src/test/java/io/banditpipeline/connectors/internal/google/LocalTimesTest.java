package io.banditpipeline.connectors.internal.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Dates and hours of the clock become intervals, around turns of the clock too (R12). */
class LocalTimesTest {
    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList())
                .map(ZoneId::of);
    }

    /** A day around one of the zone's turns of the clock. */
    private static LocalDate day(ZoneId zone, int turn, int offset) {
        List<ZoneOffsetTransition> turns = new java.util.ArrayList<>();
        ZoneOffsetTransition next = zone.getRules().nextTransition(java.time.Instant.parse("2005-01-01T00:00:00Z"));
        while (next != null && turns.size() < 60) {
            turns.add(next);
            next = zone.getRules().nextTransition(next.getInstant());
        }
        LocalDate day = turns.isEmpty()
                ? LocalDate.of(2026, 3, 29)
                : turns.get(turn % turns.size()).getDateTimeBefore().toLocalDate();
        return day.plusDays(offset);
    }

    private static LocalTimes times(ZoneId zone, Granularity granularity, LocalDate day) {
        return new LocalTimes(zone, granularity, DateRange.of(day));
    }

    private static int key(LocalDate day) {
        String text = day.toString();
        return LocalTimes.parse(text.toCharArray(), 0, text.length());
    }

    @Property(tries = 2_000)
    void an_hour_is_the_first_with_its_number_and_a_missing_one_has_no_interval_R12(
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(max = 59) int turn,
            @ForAll @IntRange(min = -1, max = 1) int offset) {
        LocalDate day = day(zone, turn, offset);
        LocalTimes times = times(zone, Granularity.HOUR, day);
        Set<Interval> seen = new HashSet<>();
        for (int hour = 0; hour < 24; hour++) {
            @Nullable Interval interval = times.find(key(day), hour);
            if (interval == null) {
                int missing = hour;
                assertThat(Interval.hoursOf(day, zone))
                        .map(any -> any.start().atZone(zone))
                        .noneMatch(start -> start.toLocalDate().equals(day) && start.getHour() == missing);
                continue;
            }
            ZonedDateTime start = interval.start().atZone(zone);
            assertThat(start.toLocalDate()).isEqualTo(day);
            assertThat(start.getHour()).isEqualTo(hour);
            assertThat(interval.day()).isEqualTo(day);
            assertThat(seen.add(interval)).as("each hour has its own interval").isTrue();
            assertThat(Interval.hoursOf(day, zone)).contains(interval);
        }
    }

    /** At Casey, the clock went from 02:00 back to 23:00 of the day before. */
    @Example
    void hours_of_a_clock_that_went_back_over_midnight_are_of_their_own_day_R12() {
        ZoneId casey = ZoneId.of("Antarctica/Casey");
        LocalDate day = LocalDate.of(2010, 3, 5);
        LocalTimes times = times(casey, Granularity.HOUR, day);

        assertThat(times.find(key(day), 23).start()).isEqualTo("2010-03-05T15:00:00Z");
        assertThat(times.find(key(day), 0).start()).isEqualTo("2010-03-04T13:00:00Z");
    }

    @Property(tries = 500)
    void a_day_is_that_of_the_zone_R12(
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(max = 59) int turn,
            @ForAll @IntRange(min = -1, max = 1) int offset) {
        LocalDate day = day(zone, turn, offset);
        boolean exists = !Interval.hoursOf(day, zone).isEmpty();
        @Nullable Interval found = times(zone, Granularity.DAY, day).find(key(day), -1);
        assertThat(found).isEqualTo(exists ? Interval.ofDay(day, zone) : null);
    }

    @Property(tries = 500)
    void dates_outside_the_slice_are_found_too(
            @ForAll("zones") ZoneId zone, @ForAll @IntRange(max = 20_000) int epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        @Nullable
        Interval found = times(zone, Granularity.DAY, LocalDate.of(2026, 1, 1)).find(key(day), -1);
        if (found != null) {
            assertThat(found).isEqualTo(Interval.ofDay(day, zone));
        }
    }
}
