package io.banditpipeline.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.schedule.Trigger.Gap;
import io.banditpipeline.schedule.Trigger.Overlap;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Triggers at known dates, on grids, and at the ends of their ranges. */
class TriggerTest {
    private static final long YEAR_1 = -62_135_596_800_000L;
    private static final long YEAR_9999 = 253_402_300_799_000L;
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** The slots of the rules AT_END, SHIFTED and SKIPPED on a date whose clock is turned over the time; - is none. */
    @ParameterizedTest
    @CsvSource({
        "America/New_York,     02:30,        2026-03-08, 2026-03-08T07:00:00Z, 2026-03-08T07:30:00Z",
        "America/New_York,     02:00,        2026-03-08, 2026-03-08T07:00:00Z, 2026-03-08T07:00:00Z",
        "America/New_York,     02:59:59.999, 2026-03-08, 2026-03-08T07:00:00Z, 2026-03-08T07:59:59.999Z",
        "Australia/Lord_Howe,  02:15,        2026-10-04, 2026-10-03T15:30:00Z, 2026-10-03T15:45:00Z",
        "Europe/Dublin,        01:30,        2026-03-29, 2026-03-29T01:00:00Z, 2026-03-29T01:30:00Z",
        "Africa/Casablanca,    02:30,        2026-03-22, 2026-03-22T02:00:00Z, 2026-03-22T02:30:00Z",
        "Africa/Cairo,         00:30,        2026-04-24, 2026-04-23T22:00:00Z, 2026-04-23T22:30:00Z",
        "Antarctica/Troll,     02:30,        2026-03-29, 2026-03-29T01:00:00Z, 2026-03-29T02:30:00Z",
        "America/Nuuk,         23:30,        2026-03-28, 2026-03-29T01:00:00Z, 2026-03-29T01:30:00Z",
        "America/Havana,       00:00,        2026-03-08, 2026-03-08T05:00:00Z, 2026-03-08T05:00:00Z",
    })
    void a_time_that_does_not_exist_is_made_up_for_as_its_rule_says_R12(
            ZoneId zone, LocalTime at, LocalDate date, Instant atEnd, Instant shifted) {
        assertThat(of(date, at, zone, Gap.AT_END)).containsExactly(atEnd);
        assertThat(of(date, at, zone, Gap.SHIFTED)).containsExactly(shifted);
        assertThat(of(date, at, zone, Gap.SKIPPED)).isEmpty();
    }

    /** The slots that the date has and those of the dates around it have not: 36 hours hold those of three dates. */
    private static List<Instant> of(LocalDate date, LocalTime at, ZoneId zone, Gap gap) {
        Trigger daily = new Trigger.Daily(at, zone, gap, Overlap.EARLIER);
        Instant before = date.minusDays(1).atTime(at).atZone(zone).toInstant();
        Instant end = date.plusDays(1).atTime(at).atZone(zone).toInstant();
        List<Instant> slots = new ArrayList<>();
        for (Instant slot = daily.next(before); slot.isBefore(end); slot = daily.next(slot)) {
            slots.add(slot);
        }
        assertThat(daily.next(end.minusNanos(1))).isEqualTo(end);
        return slots;
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York,    01:30, 2026-11-01T05:30:00Z, 2026-11-01T06:30:00Z",
        "Australia/Lord_Howe, 01:45, 2026-04-04T14:45:00Z, 2026-04-04T15:15:00Z",
        "Europe/Dublin,       01:00, 2026-10-25T00:00:00Z, 2026-10-25T01:00:00Z",
        "Africa/Casablanca,   02:59, 2026-02-15T01:59:00Z, 2026-02-15T02:59:00Z",
        "Africa/Cairo,        23:30, 2026-10-29T20:30:00Z, 2026-10-29T21:30:00Z",
        "Antarctica/Troll,    02:00, 2026-10-25T00:00:00Z, 2026-10-25T02:00:00Z",
        "America/Havana,      00:00, 2026-11-01T04:00:00Z, 2026-11-01T05:00:00Z",
    })
    void a_time_that_comes_twice_is_taken_as_its_rule_says_R12(
            ZoneId zone, LocalTime at, Instant first, Instant second) {
        assertThat(between(new Trigger.Daily(at, zone, Gap.AT_END, Overlap.EARLIER), first, second))
                .containsExactly(first);
        assertThat(between(new Trigger.Daily(at, zone, Gap.AT_END, Overlap.LATER), first, second))
                .containsExactly(second);
        assertThat(between(new Trigger.Daily(at, zone, Gap.AT_END, Overlap.BOTH), first, second))
                .containsExactly(first, second);
    }

    private static List<Instant> between(Trigger trigger, Instant first, Instant second) {
        List<Instant> slots = new ArrayList<>();
        Instant slot = trigger.next(first.minus(Duration.ofHours(3)));
        for (; !slot.isAfter(second.plus(Duration.ofHours(3))); slot = trigger.next(slot)) {
            slots.add(slot);
        }
        return slots;
    }

    @ParameterizedTest
    @CsvSource({
        "Pacific/Apia,       2011-12-30, FRIDAY",
        "Pacific/Fakaofo,    2011-12-30, FRIDAY",
        "Pacific/Kwajalein,  1993-08-21, SATURDAY",
        "Pacific/Kiritimati, 1994-12-31, SATURDAY",
        "Pacific/Enderbury,  1994-12-31, SATURDAY",
    })
    void a_date_that_the_zone_left_out_has_no_slot_R12(ZoneId zone, LocalDate leftOut, DayOfWeek day) {
        for (Gap gap : Gap.values()) {
            for (LocalTime at : List.of(LocalTime.MIDNIGHT, LocalTime.NOON, LocalTime.of(23, 59))) {
                Instant before = leftOut.minusDays(1).atTime(at).atZone(zone).toInstant();
                Instant after = leftOut.plusDays(1).atTime(at).atZone(zone).toInstant();
                assertThat(new Trigger.Daily(at, zone, gap, Overlap.EARLIER).next(before))
                        .isEqualTo(after);
                assertThat(new Trigger.Weekly(day, at, zone, gap, Overlap.EARLIER).next(before))
                        .isEqualTo(leftOut.plusDays(7).atTime(at).atZone(zone).toInstant());
            }
        }
    }

    @Test
    void a_weekly_time_that_never_exists_in_one_week_comes_in_the_next_R12() {
        Trigger weekly =
                new Trigger.Weekly(DayOfWeek.SUNDAY, LocalTime.of(2, 30), NEW_YORK, Gap.SKIPPED, Overlap.EARLIER);
        assertThat(weekly.next(Instant.parse("2026-03-01T12:00:00Z"))).isEqualTo(Instant.parse("2026-03-15T06:30:00Z"));
    }

    @Test
    void hourly_and_quarter_hourly_fire_at_every_one_of_utc_around_every_turn_of_the_clock_R12() {
        Zones.all().forEach(zone -> {
            for (ZoneOffsetTransition turn : Zones.turns(zone, Zones.FROM, Zones.TO)) {
                assertGrid(Trigger.hourly(), turn.getInstant(), 3600);
                assertGrid(Trigger.every(Duration.ofMinutes(15)), turn.getInstant(), 900);
            }
        });
    }

    private static void assertGrid(Trigger trigger, Instant turn, int periodSeconds) {
        Instant slot = trigger.next(turn.minus(Duration.ofDays(1)));
        for (long second = turn.getEpochSecond() - 86_400 + 1; second <= turn.getEpochSecond() + 86_400; second++) {
            if (second % periodSeconds == 0) {
                if (slot.getEpochSecond() != second) {
                    assertThat(slot).as("%s around %s", trigger, turn).isEqualTo(Instant.ofEpochSecond(second));
                }
                slot = trigger.next(slot);
            }
        }
    }

    @Property
    void a_grid_lies_at_its_offset_and_the_next_slot_is_the_first_after_R12(
            @ForAll @LongRange(min = YEAR_1, max = YEAR_9999) long afterMillis,
            @ForAll @IntRange(max = 999_999) int nanos,
            @ForAll @LongRange(min = 1, max = 3_155_760_000_000L) long periodMillis,
            @ForAll @LongRange(max = Long.MAX_VALUE) long offset) {
        Duration period = Duration.ofMillis(periodMillis);
        Trigger grid = new Trigger.Every(period, Duration.ofMillis(offset % periodMillis));
        Instant after = Instant.ofEpochMilli(afterMillis).plusNanos(nanos);

        Instant next = grid.next(after);

        assertThat(next).isAfter(after).isBeforeOrEqualTo(after.plus(period));
        assertThat(Math.floorMod(next.toEpochMilli() - offset % periodMillis, periodMillis))
                .isZero();
        assertThat(next.getNano() % 1_000_000).isZero();
    }

    @Property
    void a_delay_is_counted_from_the_end_of_the_run_and_rounded_up_R12(
            @ForAll @LongRange(min = YEAR_1, max = YEAR_9999) long endMillis,
            @ForAll @IntRange(max = 999_999) int nanos,
            @ForAll @LongRange(min = 1, max = 86_400_000_000_000L) long delayNanos) {
        Instant end = Instant.ofEpochMilli(endMillis).plusNanos(nanos);
        Instant next = Trigger.after(Duration.ofNanos(delayNanos)).next(end);

        assertThat(Duration.between(end, next).toNanos()).isBetween(delayNanos, delayNanos + 999_999);
        assertThat(next.getNano() % 1_000_000).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1000000000-01-01T00:00:00Z",
                "0000-12-31T23:59:59.999999999Z",
                "+10000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void instants_outside_of_the_calendar_are_refused(Instant instant) {
        for (Trigger trigger : everyKind()) {
            assertThatThrownBy(() -> trigger.next(instant))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0001-01-01")
                    .hasMessageContaining(instant.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z"})
    void the_first_and_the_last_instant_have_a_next_slot(Instant instant) {
        for (Trigger trigger : everyKind()) {
            assertThat(trigger.next(instant)).isAfter(instant);
        }
    }

    private static List<Trigger> everyKind() {
        return List.of(
                Trigger.hourly(),
                Trigger.every(Duration.ofDays(36_525)),
                Trigger.after(Duration.ofDays(36_525)),
                Trigger.daily(LocalTime.MIDNIGHT, NEW_YORK),
                Trigger.daily(LocalTime.MIDNIGHT, ZoneOffset.MAX),
                new Trigger.Daily(LocalTime.NOON, ZoneOffset.MIN, Gap.SKIPPED, Overlap.BOTH),
                new Trigger.Weekly(DayOfWeek.SUNDAY, LocalTime.of(2, 30), NEW_YORK, Gap.SKIPPED, Overlap.BOTH),
                Trigger.weekly(DayOfWeek.MONDAY, LocalTime.MIDNIGHT, ZoneOffset.MAX));
    }

    @Test
    void what_makes_no_sense_is_refused_with_its_value() {
        assertThatThrownBy(() -> Trigger.every(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0S");
        assertThatThrownBy(() -> Trigger.every(Duration.ofNanos(1_500_000)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Trigger.every(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Trigger.Every(Duration.ofHours(1), Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Trigger.Every(Duration.ofHours(1), Duration.ofHours(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Trigger.after(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Trigger.after(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Trigger.daily(LocalTime.MAX, NEW_YORK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("23:59:59.999999999");
        assertThatThrownBy(() -> Trigger.weekly(DayOfWeek.MONDAY, LocalTime.MAX, NEW_YORK))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
