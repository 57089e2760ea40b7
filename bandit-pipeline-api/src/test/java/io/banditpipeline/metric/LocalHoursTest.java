package io.banditpipeline.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The hours of local days in every zone, around every turn of the clock from 2020 to 2035. */
class LocalHoursTest {
    private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2036-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-08, 23",
        "America/New_York, 2026-11-01, 25",
        "America/New_York, 2026-11-02, 24",
        "Africa/Cairo, 2024-04-26, 23",
        "America/Sao_Paulo, 2018-11-04, 23",
        "Asia/Kathmandu, 2026-03-08, 24",
        "Asia/Kolkata, 2026-03-08, 24",
        "America/St_Johns, 2026-03-08, 23",
        "Australia/Lord_Howe, 2026-07-01, 24",
        "Antarctica/Troll, 2026-03-29, 22",
        "Pacific/Chatham, 2024-04-07, 25",
        "Antarctica/Casey, 2020-03-08, 27",
        "Pacific/Apia, 2011-12-30, 0",
        "UTC, 2026-03-08, 24",
    })
    void a_day_has_as_many_hours_as_its_zone_makes_of_it_R12(ZoneId zone, LocalDate day, int hours) {
        assertThat(Interval.hoursOf(day, zone))
                .hasSize(hours)
                .allSatisfy(hour -> assertThat(length(hour)).isEqualTo(HOUR));
    }

    @Test
    void a_day_that_begins_at_one_begins_with_that_hour_R12() {
        ZoneId cairo = ZoneId.of("Africa/Cairo");
        Interval first = Interval.hoursOf(LocalDate.of(2024, 4, 26), cairo).get(0);
        assertThat(first.start().atZone(cairo).toLocalTime()).hasToString("01:00");
    }

    @Test
    void a_clock_turned_by_half_an_hour_leaves_a_half_hour_and_the_others_begin_at_full_hours_R12() {
        ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
        List<Interval> longer = Interval.hoursOf(LocalDate.of(2026, 4, 5), lordHowe);
        assertThat(longer).hasSize(25).filteredOn(hour -> length(hour).equals(HOUR)).hasSize(24);
        assertThat(longer.get(2).start()).isEqualTo(Instant.parse("2026-04-04T15:00:00Z"));
        assertThat(longer.get(2).end()).isEqualTo(Instant.parse("2026-04-04T15:30:00Z"));

        List<Interval> shorter = Interval.hoursOf(LocalDate.of(2026, 10, 4), lordHowe);
        assertThat(shorter).hasSize(24).filteredOn(hour -> length(hour).equals(HOUR)).hasSize(23);
        assertThat(length(shorter.get(2))).isEqualTo(Duration.ofMinutes(30));
    }

    @ParameterizedTest
    @MethodSource("zones")
    void the_hours_around_every_turn_of_the_clock_tile_their_day_R12(ZoneId zone) {
        for (LocalDate day : daysAroundTurns(zone)) {
            List<Interval> hours = Interval.hoursOf(day, zone);
            Interval whole = Interval.ofDay(day, zone);
            Instant at = whole.start();
            for (Interval hour : hours) {
                assertThat(hour.start()).as("%s %s", zone, day).isEqualTo(at);
                assertThat(hour.day()).as("%s %s", zone, day).isEqualTo(day);
                assertThat(length(hour)).as("%s %s", zone, hour).isPositive().isLessThanOrEqualTo(HOUR);
                assertThat(length(hour).equals(HOUR) || isHalfHourZone(zone))
                        .as("%s %s is a whole hour", zone, hour)
                        .isTrue();
                assertThat(at.atZone(zone).toLocalDate()).as("%s %s", zone, hour).isEqualTo(day);
                at = hour.end();
            }
            assertThat(at).as("%s %s", zone, day).isEqualTo(whole.end());
        }
    }

    @ParameterizedTest
    @MethodSource("zones")
    void days_tile_the_time_line_R12(ZoneId zone) {
        LocalDate day = LocalDate.of(2020, 1, 1);
        Instant at = day.atStartOfDay(zone).toInstant();
        for (; day.getYear() < 2036; day = day.plusDays(1)) {
            Interval whole = Interval.ofDay(day, zone);
            assertThat(whole.start().equals(at)
                            && length(whole).compareTo(Duration.ofHours(21)) >= 0
                            && length(whole).compareTo(Duration.ofHours(27)) <= 0)
                    .as("%s %s", zone, whole)
                    .isTrue();
            at = whole.end();
        }
    }

    /** The only zone of these years that turns its clock by part of an hour. */
    private static boolean isHalfHourZone(ZoneId zone) {
        return zone.getRules().equals(ZoneId.of("Australia/Lord_Howe").getRules());
    }

    private static Duration length(Interval interval) {
        return Duration.between(interval.start(), interval.end());
    }

    private static Set<LocalDate> daysAroundTurns(ZoneId zone) {
        Set<LocalDate> days = new HashSet<>(Set.of(LocalDate.of(2026, 6, 15)));
        ZoneOffsetTransition turn = zone.getRules().nextTransition(FROM);
        while (turn != null && turn.getInstant().isBefore(TO)) {
            LocalDate before = turn.getDateTimeBefore().toLocalDate();
            for (int offset = -1; offset <= 2; offset++) {
                days.add(before.plusDays(offset));
            }
            turn = zone.getRules().nextTransition(turn.getInstant());
        }
        return days;
    }

    /** One zone for each set of rules that there is. */
    static List<ZoneId> zones() {
        Map<ZoneRules, ZoneId> byRules = new HashMap<>();
        ZoneId.getAvailableZoneIds().stream()
                .sorted()
                .map(ZoneId::of)
                .forEach(zone -> byRules.putIfAbsent(zone.getRules(), zone));
        byRules.putIfAbsent(ZoneOffset.UTC.getRules(), ZoneOffset.UTC);
        return List.copyOf(byRules.values());
    }
}
