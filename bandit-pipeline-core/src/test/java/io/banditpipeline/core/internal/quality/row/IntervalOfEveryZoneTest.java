package io.banditpipeline.core.internal.quality.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RowContext;
import io.banditpipeline.quality.RowValidator;
import io.banditpipeline.quality.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The days and hours of every zone, around every change of its clock from 2000 to 2035. */
class IntervalOfEveryZoneTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2036-01-01T00:00:00Z");
    private static final RowValidator RULE = (RowValidator) RowRules.all().stream()
            .filter(rule -> rule.id().equals("row.interval"))
            .findFirst()
            .orElseThrow();

    static Stream<ZoneId> zones() {
        return ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of);
    }

    @ParameterizedTest
    @MethodSource("zones")
    void each_day_around_a_change_passes_and_each_that_is_shifted_fails(ZoneId zone) {
        for (LocalDate day : interestingDays(zone)) {
            Instant start = day.atStartOfDay(zone).toInstant();
            Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
            if (!end.isAfter(start)) {
                continue; // a day that the zone left out
            }
            assertThat(passes(new Interval(Granularity.DAY, start, end, day), zone))
                    .as("%s of %s", day, zone)
                    .isTrue();
            for (int minutes : new int[] {-1_440, -180, -60, -30, -1, 1, 30, 60, 180, 1_440}) {
                Duration shift = Duration.ofMinutes(minutes);
                assertFails(new Interval(Granularity.DAY, start.plus(shift), end.plus(shift), day), zone);
                assertFails(new Interval(Granularity.DAY, start, end.plusSeconds(3_600), day), zone);
                assertFails(new Interval(Granularity.DAY, start.minus(Duration.ofHours(1)), end, day), zone);
            }
            assertFails(new Interval(Granularity.DAY, start, end, day.plusDays(1)), zone);
            assertFails(new Interval(Granularity.DAY, start.plusNanos(1), end, day), zone);
            assertFails(new Interval(Granularity.DAY, start, end.plusNanos(1), day), zone);
        }
    }

    @ParameterizedTest
    @MethodSource("zones")
    void each_hour_around_a_change_passes_and_each_that_is_askew_fails(ZoneId zone) {
        for (LocalDate day : interestingDays(zone)) {
            Instant start = day.atStartOfDay(zone).toInstant();
            Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
            for (Instant hour = start; hour.isBefore(end); hour = hour.plus(1, ChronoUnit.HOURS)) {
                Interval right = Interval.ofHour(hour, zone);
                assertThat(passes(right, zone)).as("%s in %s", right, zone).isTrue();
                Instant wholeOfUtc = hour.truncatedTo(ChronoUnit.HOURS);
                assertThat(passes(Interval.ofHour(wholeOfUtc, zone), zone)).isTrue();
                assertFails(Interval.ofHour(hour.plusSeconds(60), zone), zone);
                assertFails(new Interval(Granularity.HOUR, hour, hour.plusSeconds(7_200), right.day()), zone);
                assertFails(
                        new Interval(
                                Granularity.HOUR,
                                hour,
                                hour.plusSeconds(3_600),
                                right.day().minusDays(1)),
                        zone);
            }
        }
    }

    @Property
    void a_day_at_any_time_is_what_the_calendar_says(@ForAll("zoneIds") String id, @ForAll("epochDays") long epochDay) {
        ZoneId zone = ZoneId.of(id);
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        Instant start = day.atStartOfDay(zone).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
        if (end.isAfter(start)) {
            assertThat(passes(new Interval(Granularity.DAY, start, end, day), zone))
                    .isTrue();
            assertFails(new Interval(Granularity.DAY, start.plusSeconds(3_600), end.plusSeconds(3_600), day), zone);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York,2025-03-09,23",
        "America/New_York,2025-11-02,25",
        "Africa/Cairo,2024-04-26,23",
        "Australia/Lord_Howe,2025-04-06,24.5",
        "Australia/Lord_Howe,2025-10-05,23.5",
        "Asia/Kathmandu,2025-04-06,24",
        "Atlantic/Azores,2025-10-26,25",
        "Pacific/Chatham,2025-04-06,25"
    })
    void days_have_as_many_hours_as_the_zone_gives_them(ZoneId zone, LocalDate day, double hours) {
        Interval right = Interval.ofDay(day, zone);
        assertThat(Duration.between(right.start(), right.end()).toMinutes() / 60.0)
                .isEqualTo(hours);
        assertThat(passes(right, zone)).isTrue();
        Instant anyDay = right.start().plus(Duration.ofHours(24));
        assertThat(passes(new Interval(Granularity.DAY, right.start(), anyDay, day), zone))
                .isEqualTo(hours == 24);
    }

    @Test
    void a_day_that_starts_at_one_does_not_start_at_midnight_of_the_day_before_s_offset() {
        ZoneId cairo = ZoneId.of("Africa/Cairo");
        LocalDate day = LocalDate.of(2024, 4, 26);
        assertThat(day.atStartOfDay(cairo).getHour()).isEqualTo(1);
        Interval right = Interval.ofDay(day, cairo);
        assertThat(passes(right, cairo)).isTrue();
        assertFails(new Interval(Granularity.DAY, right.start().minusSeconds(3_600), right.end(), day), cairo);
    }

    @Test
    void an_hour_of_utc_is_none_of_a_day_where_the_zone_left_that_day_out() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        LocalDate leftOut = LocalDate.of(2011, 12, 30);
        Instant change = Instant.parse("2011-12-30T10:00:00Z");
        Interval none = new Interval(Granularity.DAY, change, change.plus(1, ChronoUnit.DAYS), leftOut);
        assertThat(RULE.validate(row(none), context(apia, leftOut)))
                .isInstanceOfSatisfying(Verdict.Violation.class, violation -> assertThat(violation.text())
                        .endsWith("where there is no such day"));
    }

    @Test
    void hours_may_start_with_utc_or_with_the_local_clock_but_not_in_between() {
        ZoneId kolkata = ZoneId.of("Asia/Kolkata");
        assertThat(passes(Interval.ofHour(Instant.parse("2026-03-02T12:00:00Z"), kolkata), kolkata))
                .isTrue();
        assertThat(passes(Interval.ofHour(Instant.parse("2026-03-02T12:30:00Z"), kolkata), kolkata))
                .isTrue();
        assertFails(Interval.ofHour(Instant.parse("2026-03-02T12:15:00Z"), kolkata), kolkata);
        ZoneId newYork = ZoneId.of("America/New_York");
        assertFails(Interval.ofHour(Instant.parse("2026-03-02T12:30:00Z"), newYork), newYork);
    }

    @Test
    void a_reason_tells_what_the_day_is_in_the_accounts_zone() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        LocalDate day = LocalDate.of(2026, 3, 29);
        Interval ofUtc = Interval.ofDay(day, ZoneId.of("UTC"));
        Verdict verdict = RULE.validate(row(ofUtc), context(berlin, day));
        assertThat(verdict)
                .isEqualTo(new Verdict.Violation(
                        "interval",
                        "2026-03-29T00:00:00Z/2026-03-30T00:00:00Z",
                        "expected a whole day of 2026-03-29 in the account's zone Europe/Berlin, where that day is"
                                + " 2026-03-28T23:00:00Z/2026-03-29T22:00:00Z (23H)"));
    }

    @Provide
    Arbitrary<String> zoneIds() {
        return Arbitraries.of(List.copyOf(new TreeSet<>(ZoneId.getAvailableZoneIds())));
    }

    @Provide
    Arbitrary<Long> epochDays() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2000, 1, 2).toEpochDay(),
                        LocalDate.of(2035, 12, 31).toEpochDay());
    }

    /** Three days around each change, and one day of each zone anyway. */
    private static Set<LocalDate> interestingDays(ZoneId zone) {
        Set<LocalDate> days = new TreeSet<>(List.of(LocalDate.of(2026, 6, 10)));
        ZoneOffsetTransition change = zone.getRules().nextTransition(FIRST);
        while (change != null && change.getInstant().isBefore(LAST)) {
            LocalDate day = change.getDateTimeBefore().toLocalDate();
            days.addAll(List.of(day.minusDays(1), day, day.plusDays(1)));
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return days;
    }

    private static void assertFails(Interval interval, ZoneId zone) {
        assertThat(passes(interval, zone)).as("%s in %s", interval, zone).isFalse();
    }

    private static boolean passes(Interval interval, ZoneId zone) {
        return RULE.validate(row(interval), context(zone, interval.day())).equals(Verdict.PASS);
    }

    private static Observation row(Interval interval) {
        return Observation.pulled(
                new EntityRef(Level.CAMPAIGN, "c1"), interval, interval.end(), new Metrics(1, 1, 1, 1, 1), USD);
    }

    private static RowContext context(ZoneId zone, LocalDate day) {
        Account account = new Account("meta", "act_1", zone, USD);
        return new RowContext(new Slice("test", account, Level.CAMPAIGN, Granularity.DAY, DateRange.of(day)), LAST);
    }
}
