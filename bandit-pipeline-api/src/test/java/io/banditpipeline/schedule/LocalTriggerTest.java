package io.banditpipeline.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.schedule.Trigger.Gap;
import io.banditpipeline.schedule.Trigger.Overlap;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Daily and weekly triggers around every turn of the clock of every zone, against what clocks on the wall show. */
class LocalTriggerTest {
    private static final Duration AROUND = Duration.ofDays(3);
    private static final List<LocalTime> TIMES = Stream.of(
                    "00:00",
                    "00:30",
                    "01:00",
                    "01:30",
                    "01:45",
                    "02:00",
                    "02:15",
                    "02:30",
                    "02:59:59",
                    "02:59:59.999",
                    "03:00",
                    "12:00",
                    "22:30",
                    "23:30",
                    "23:59:59.999")
            .map(LocalTime::parse)
            .toList();

    @ParameterizedTest
    @EnumSource
    void daily_fires_for_each_local_date_as_the_rules_for_gaps_and_overlaps_say_R12(Overlap overlap) {
        for (Gap gap : Gap.values()) {
            assertThat(walksOfAllZones(gap, overlap)).isGreaterThan(50_000);
        }
    }

    private static int walksOfAllZones(Gap gap, Overlap overlap) {
        int[] walks = {0};
        Zones.different().forEach(zone -> {
            for (ZoneOffsetTransition turn : Zones.turns(zone, Zones.FROM, Zones.TO)) {
                for (LocalTime at : TIMES) {
                    assertDaily(new Trigger.Daily(at, zone, gap, overlap), turn.getInstant());
                    walks[0]++;
                }
            }
        });
        return walks[0];
    }

    @Test
    void daily_fires_once_for_each_local_date_under_every_zone_id_R12() {
        SplittableRandom random = new SplittableRandom(20260308);
        Zones.all().forEach(zone -> {
            for (ZoneOffsetTransition turn : Zones.turns(zone, Zones.FROM, Zones.TO)) {
                LocalTime at = LocalTime.ofNanoOfDay(random.nextLong(86_400_000) * 1_000_000);
                assertDaily((Trigger.Daily) Trigger.daily(at, zone), turn.getInstant());
                LocalTime atTheTurn = turn.getDateTimeBefore().toLocalTime();
                assertDaily((Trigger.Daily) Trigger.daily(atTheTurn, zone), turn.getInstant());
            }
        });
    }

    @Test
    void daily_is_right_around_every_turn_that_was_ever_made_R12() {
        Zones.different().forEach(zone -> {
            for (ZoneOffsetTransition turn : zone.getRules().getTransitions()) {
                for (LocalTime at : List.of(LocalTime.MIDNIGHT, LocalTime.of(2, 30), LocalTime.of(15, 20))) {
                    assertDaily(new Trigger.Daily(at, zone, Gap.AT_END, Overlap.BOTH), turn.getInstant());
                    assertDaily(new Trigger.Daily(at, zone, Gap.SHIFTED, Overlap.LATER), turn.getInstant());
                }
            }
        });
    }

    @Test
    void weekly_fires_on_its_day_of_the_week_only_R12() {
        Zones.different().forEach(zone -> {
            for (ZoneOffsetTransition turn : Zones.turns(zone, Zones.FROM, Zones.TO)) {
                DayOfWeek day = turn.getDateTimeBefore().getDayOfWeek();
                for (LocalTime at : List.of(LocalTime.MIDNIGHT, LocalTime.of(2, 15), LocalTime.of(23, 30))) {
                    for (Gap gap : Gap.values()) {
                        Trigger weekly = new Trigger.Weekly(day, at, zone, gap, Overlap.BOTH);
                        Instant from = turn.getInstant().minus(Duration.ofDays(9));
                        Instant to = turn.getInstant().plus(Duration.ofDays(9));
                        List<Instant> expected =
                                expected(zone, at, gap, Overlap.BOTH, from, to, date -> date.getDayOfWeek() == day);
                        assertThat(walk(weekly, from, to)).as("%s", weekly).isEqualTo(expected);
                    }
                }
            }
        });
    }

    @Test
    void the_next_slot_is_the_first_one_after_any_instant_R12() {
        SplittableRandom random = new SplittableRandom(7);
        Zones.different().forEach(zone -> {
            for (ZoneOffsetTransition turn : Zones.turns(zone, Zones.FROM, Zones.TO)) {
                LocalTime at = TIMES.get(random.nextInt(TIMES.size()));
                Trigger daily = new Trigger.Daily(at, zone, Gap.AT_END, Overlap.BOTH);
                Instant from = turn.getInstant().minus(AROUND);
                List<Instant> slots = expected(
                        zone,
                        at,
                        Gap.AT_END,
                        Overlap.BOTH,
                        from,
                        turn.getInstant().plus(AROUND),
                        date -> true);
                for (Instant after : instantsAround(turn.getInstant(), slots, random)) {
                    Instant next = slots.stream()
                            .filter(slot -> slot.isAfter(after))
                            .findFirst()
                            .orElseThrow();
                    assertThat(daily.next(after))
                            .as("%s after %s", daily, after)
                            .isEqualTo(next);
                }
            }
        });
    }

    private static List<Instant> instantsAround(Instant turn, List<Instant> slots, SplittableRandom random) {
        List<Instant> instants = new ArrayList<>(List.of(
                turn.minusNanos(1),
                turn,
                turn.plusNanos(1),
                turn.minusSeconds(random.nextInt(90_000)),
                turn.plusSeconds(random.nextInt(90_000))));
        for (Instant slot : slots.subList(1, slots.size() - 1)) {
            instants.addAll(List.of(slot.minusNanos(1), slot, slot.plusNanos(1)));
        }
        return instants;
    }

    private static void assertDaily(Trigger.Daily daily, Instant turn) {
        Instant from = turn.minus(AROUND);
        Instant to = turn.plus(AROUND);
        List<Instant> expected =
                expected(daily.zone(), daily.at(), daily.gap(), daily.overlap(), from, to, date -> true);
        List<Instant> walked = walk(daily, from, to);
        if (!walked.equals(expected)) { // describing each of a million walks would take most of the time
            assertThat(walked).as("%s around %s", daily, turn).isEqualTo(expected);
        }
    }

    /** Every slot in (from, to]. The walk ends, since it fails if a slot is not later than the one before. */
    private static List<Instant> walk(Trigger trigger, Instant from, Instant to) {
        List<Instant> slots = new ArrayList<>();
        Instant before = from;
        for (Instant slot = trigger.next(from); !slot.isAfter(to); slot = trigger.next(slot)) {
            if (!slot.isAfter(before)) {
                throw new AssertionError(trigger + " does not increase: after " + before + " comes " + slot);
            }
            slots.add(slot);
            before = slot;
        }
        return slots;
    }

    private static List<Instant> expected(
            ZoneId zone, LocalTime at, Gap gap, Overlap overlap, Instant from, Instant to, Predicate<LocalDate> dates) {
        LocalOracle oracle = new LocalOracle(zone.getRules());
        List<Instant> slots = new ArrayList<>();
        LocalDate last = to.atZone(zone).toLocalDate().plusDays(2);
        LocalDate date = from.atZone(zone).toLocalDate().minusDays(2);
        for (; !date.isAfter(last); date = date.plusDays(1)) {
            if (dates.test(date)) {
                slots.addAll(oracle.slots(date, at, gap, overlap));
            }
        }
        slots.removeIf(slot -> !slot.isAfter(from) || slot.isAfter(to));
        slots.sort(null);
        return slots;
    }

    @Test
    void slots_are_whole_milliseconds_so_that_a_database_keeps_them() {
        Zones.different().forEach(zone -> {
            Instant slot = Trigger.daily(LocalTime.parse("02:59:59.999"), zone).next(Zones.FROM);
            assertThat(slot).isEqualTo(slot.truncatedTo(ChronoUnit.MILLIS));
        });
    }
}
