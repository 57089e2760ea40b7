package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Revision;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.Watermark;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Watermarks with their data (R7), and time in all its forms (R12). */
abstract class CheckpointContract extends PrecedenceContract {
    /** If this fails, check that a watermark belongs to source, account, level and granularity. */
    @Test
    void required_a_watermark_moves_with_its_slice_R7() {
        saveCatalog();
        assertThat(watermark(Granularity.DAY)).isNull();
        replace(Fetched.of(daySlice(), T1, e1(T1, 1)).completeUntil(T0));
        assertThat(watermark(Granularity.DAY)).isEqualTo(T0);
        assertThat(watermark(Granularity.HOUR)).isNull();
        assertThat(storage().metrics().watermark("other", META, Level.CAMPAIGN, Granularity.DAY))
                .isEmpty();
        assertThat(storage().metrics().watermark("source", META, Level.AD, Granularity.DAY))
                .isEmpty();
        replace(Fetched.of(daySlice(), T2, e1(T2, 1)).completeUntil(T1));
        assertThat(another().metrics().watermark("source", META, Level.CAMPAIGN, Granularity.DAY))
                .map(Watermark::completeUntil)
                .contains(T1);
    }

    /** If this fails, check that the later of the stored and the new completeUntil is kept. */
    @Test
    void required_a_watermark_never_moves_backwards_R7() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T2, e1(T2, 1)));
        replace(Fetched.of(daySlice(), T1, e1(T1, 1)));
        assertThat(watermark(Granularity.DAY)).isEqualTo(T2);
    }

    /** If this fails, check that a feed is complete from the start of its first slice's first day, in its zone. */
    @Test
    void required_a_feed_is_complete_from_the_first_day_of_its_slice_R7() {
        saveCatalog();
        replace(days(DAY, DAY));
        assertThat(complete()).containsExactly(start(DAY), start(DAY.plusDays(1)));
        assertThat(start(DAY)).isEqualTo("2026-02-10T05:00:00Z");
    }

    /** If this fails, check that slices that overlap or touch are joined, whichever comes first. */
    @Test
    void required_slices_that_touch_are_complete_together_R7() {
        saveCatalog();
        replace(days(DAY, DAY.plusDays(2)));
        replace(days(DAY.plusDays(3), DAY.plusDays(4)));
        assertThat(complete()).containsExactly(start(DAY), start(DAY.plusDays(5)));
        replace(days(DAY.minusDays(2), DAY.minusDays(1)));
        assertThat(complete()).containsExactly(start(DAY.minusDays(2)), start(DAY.plusDays(5)));
        replace(days(DAY.plusDays(1), DAY.plusDays(6)));
        assertThat(complete()).containsExactly(start(DAY.minusDays(2)), start(DAY.plusDays(7)));
        replace(days(DAY, DAY));
        replace(days(DAY.minusDays(4), DAY.plusDays(9)));
        assertThat(complete()).containsExactly(start(DAY.minusDays(4)), start(DAY.plusDays(10)));
    }

    /** If this fails, check that a gap is not counted as complete, and that filling it joins what is after it. */
    @Test
    void required_what_is_before_a_gap_does_not_count_as_complete_R7() {
        saveCatalog();
        replace(days(DAY, DAY.plusDays(1)));
        replace(days(DAY.plusDays(5), DAY.plusDays(6)));
        assertThat(complete()).containsExactly(start(DAY.plusDays(5)), start(DAY.plusDays(7)));
        replace(days(DAY, DAY.plusDays(1)));
        assertThat(complete())
                .as("a slice that ends before")
                .containsExactly(start(DAY.plusDays(5)), start(DAY.plusDays(7)));
        replace(days(DAY.plusDays(1), DAY.plusDays(4)));
        assertThat(complete()).containsExactly(start(DAY.plusDays(1)), start(DAY.plusDays(7)));
    }

    /** If this fails, check slices of which nothing is complete: they add nothing, and hide nothing that is. */
    @Test
    void required_a_slice_of_which_nothing_is_complete_adds_nothing_R7() {
        saveCatalog();
        Instant before = start(DAY.plusDays(3));
        replace(days(DAY.plusDays(5), DAY.plusDays(5)).completeUntil(before));
        assertThat(complete()).containsExactly(before, before);
        replace(days(DAY, DAY));
        assertThat(complete()).containsExactly(start(DAY), start(DAY.plusDays(1)));
        replace(days(DAY.plusDays(5), DAY.plusDays(5)).completeUntil(before));
        replace(days(DAY.plusDays(5), DAY.plusDays(5)).completeUntil(start(DAY.plusDays(5))));
        assertThat(complete()).containsExactly(start(DAY), start(DAY.plusDays(1)));
    }

    /** If this fails, check the order of watermarks: source, account, level, granularity. */
    @Test
    void required_watermarks_are_ordered() {
        saveCatalog();
        for (String source : List.of("b", "a")) {
            for (Account account : List.of(TRADE_DESK, GOOGLE, META)) {
                Slice slice = new Slice(source, account, Level.CAMPAIGN, Granularity.DAY, DateRange.of(DAY));
                replace(Fetched.of(slice, T0));
            }
        }
        assertThat(storage().metrics().watermarks())
                .extracting(mark -> mark.source() + " " + mark.accountKey())
                .containsExactly(
                        "a google_ads/123",
                        "a meta/act_1",
                        "a trade_desk/adv",
                        "b google_ads/123",
                        "b meta/act_1",
                        "b trade_desk/adv");
    }

    /**
     * If this fails, check that reading the rows happens inside the transaction, and that its failure rolls back all.
     */
    @Test
    void required_nothing_is_stored_if_the_rows_break_off_half_way_R7() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T0, e1(T0, 1), row(META, "e2", DAY, T0, metrics(2))));
        IllegalStateException broken = new IllegalStateException("the rows broke off");
        Fetched content = Fetched.of(daySlice(), T1)
                .withRows(() -> breakingOff(Stream.of(e1(T1, 9)), broken))
                .withParked(row(META, "stranger", DAY, T1, metrics(3)))
                .withRejected(new RejectedRow("w", "raw", List.of(new RejectedRow.Reason("r", "", "", "t"))));

        assertThatThrownBy(() -> replace(content))
                .satisfies(thrown -> assertThat(causes(thrown)).contains(broken));
        assertThat(now("arm-1")).isEqualTo(metrics(1));
        assertThat(now("arm-2")).isEqualTo(metrics(2));
        assertThat(revisions("arm-1")).hasSize(1);
        assertThat(watermark(Granularity.DAY)).isEqualTo(T0);
        assertThat(storage().quarantine().parkedByEntity()).isEmpty();
        storage().quarantine().held(EnumSet.allOf(HeldRow.State.class), row -> assertThat(row)
                .as("held")
                .isNull());

        assertThat(replace(Fetched.of(daySlice(), T1, e1(T1, 9)))).isEqualTo(receipt(0, 1, 0, 1));
    }

    /** If this fails, check that appending is one transaction as well (R14). */
    @Test
    void required_nothing_is_appended_if_the_rows_break_off_half_way_R14() {
        saveCatalog();
        IllegalStateException broken = new IllegalStateException("the rows broke off");
        assertThatThrownBy(() -> storage().metrics().append(META, () -> breakingOff(Stream.of(e1(T1, 9)), broken)))
                .satisfies(thrown -> assertThat(causes(thrown)).contains(broken));
        assertThat(facts(Instant.MAX)).isEmpty();
    }

    /** If this fails, check that connections are given back when a reader of a stream throws. */
    @Test
    void required_a_consumer_that_throws_does_no_harm() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T0, e1(T0, 1)));
        for (int i = 0; i < 30; i++) {
            IllegalStateException enough = new IllegalStateException("enough");
            assertThatThrownBy(() -> storage()
                            .metrics()
                            .dailyFacts(new FactQuery(CAMPAIGN.id(), ALL_DAYS, Instant.MAX))
                            .forEach(fact -> {
                                throw enough;
                            }))
                    .satisfies(thrown -> assertThat(causes(thrown)).contains(enough));
        }
        assertThat(now("arm-1")).isEqualTo(metrics(1));
    }

    /** If this fails, check that the local day comes from the interval, and is not computed from the instant in UTC. */
    @Test
    void required_hours_land_on_their_local_day_R12() {
        saveCatalog();
        List<LocalDate> daysOfChange = List.of(
                LocalDate.of(2026, 3, 8), LocalDate.of(2026, 11, 1), // New York: 23 and 25 hours
                LocalDate.of(2026, 3, 29), LocalDate.of(2026, 10, 25), // Berlin: 23 and 25 hours
                LocalDate.of(2026, 4, 5), LocalDate.of(2026, 10, 4)); // Lord Howe: 24.5 and 23.5 hours
        Instant observedAt = Instant.parse("2027-01-01T00:00:00Z");
        for (Account account : List.of(META, GOOGLE, TRADE_DESK)) {
            String entity = account.equals(META) ? "e1" : account.equals(GOOGLE) ? "g1" : "t1";
            String armId = account.equals(META) ? "arm-1" : account.equals(GOOGLE) ? "arm-g" : "arm-t";
            for (LocalDate day : daysOfChange) {
                List<Observation> hours = hours(account, entity, day, observedAt);
                Slice slice = slice(account, Granularity.HOUR, day, day);
                assertThat(replace(Fetched.of(slice, observedAt).withRows(hours)))
                        .isEqualTo(receipt(hours.size(), 0, 0, 0));
                DailyFact whole = new DailyFact(armId, day, Metrics.NONE, observedAt);
                for (Observation hour : hours) {
                    whole = new DailyFact(armId, day, whole.metrics().plus(hour.metrics()), observedAt);
                }
                assertThat(facts(Instant.MAX)).contains(whole);
            }
        }
        assertThat(facts(Instant.MAX)).hasSize(3 * daysOfChange.size());
        assertThat(revisions("arm-t")).extracting(Revision::observation).allSatisfy(row -> assertThat(row.interval())
                .isEqualTo(Interval.ofHour(row.interval().start(), TRADE_DESK.zone())));
    }

    /** If this fails, check the types of time columns: years 1900 to 9999 must fit, and Instant.MAX must be askable. */
    @Test
    void required_far_past_and_far_future_are_kept_R12() {
        saveCatalog();
        LocalDate first = LocalDate.of(1900, 1, 1);
        LocalDate last = LocalDate.of(9999, 12, 30);
        Instant late = Instant.parse("9999-12-31T23:59:59.999999Z");
        Instant early = Instant.parse("1901-01-01T00:00:00.000001Z");
        Observation old = row(META, "e1", first, early, metrics(1));
        Observation far = row(META, "e1", last, late, metrics(2));
        replace(Fetched.of(slice(META, Granularity.DAY, first, last), late, old, far));
        assertThat(facts(Instant.MAX))
                .containsExactly(
                        new DailyFact("arm-1", first, metrics(1), early),
                        new DailyFact("arm-1", last, metrics(2), late));
        assertThat(facts(early)).hasSize(1);
        assertThat(revisions("arm-1")).extracting(Revision::observation).containsExactly(old, far);
        assertThat(storage().metrics().days(CAMPAIGN.id())).contains(new DateRange(first, last));
        assertThat(watermark(Granularity.DAY)).isEqualTo(late);
    }

    /** If this fails, check that instants are cut off to microseconds and not rounded, in rows and in questions. */
    @Test
    void required_instants_are_kept_with_microseconds_R12() {
        saveCatalog();
        Instant fine = Instant.parse("2026-02-20T09:00:00.123456789Z");
        Instant micros = fine.truncatedTo(ChronoUnit.MICROS);
        Fetched content = Fetched.of(daySlice(), fine, e1(fine, 1));
        assertThat(replace(content)).isEqualTo(receipt(1, 0, 0, 0));
        assertThat(replace(content)).isEqualTo(receipt(0, 0, 1, 0));
        assertThat(facts(fine)).containsExactly(new DailyFact("arm-1", DAY, metrics(1), micros));
        assertKnown(micros, metrics(1));
        assertKnown(micros.minusNanos(1), null);
        assertThat(watermark(Granularity.DAY)).isEqualTo(micros);

        Instant next = micros.plusNanos(1_000);
        replace(Fetched.of(daySlice(), next, e1(next, 2)));
        assertKnown(micros, metrics(1));
        assertKnown(next, metrics(2));
    }

    /** Every hour of UTC that starts in a local day. */
    private static List<Observation> hours(Account account, String entity, LocalDate day, Instant observedAt) {
        Interval whole = Interval.ofDay(day, account.zone());
        Instant firstHour = whole.start().truncatedTo(ChronoUnit.HOURS);
        return Stream.iterate(firstHour, hour -> hour.plus(Duration.ofHours(1)))
                .dropWhile(hour -> hour.isBefore(whole.start()))
                .takeWhile(hour -> hour.isBefore(whole.end()))
                .map(hour -> pulled(
                        account,
                        entity,
                        Interval.ofHour(hour, account.zone()),
                        observedAt,
                        metrics(hour.getEpochSecond() % 1_000)))
                .toList();
    }

    private static Fetched days(LocalDate first, LocalDate last) {
        return Fetched.of(slice(META, Granularity.DAY, first, last), T0).completeUntil(start(last.plusDays(1)));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(META.zone()).toInstant();
    }

    private List<Instant> complete() {
        Watermark mark = storage()
                .metrics()
                .watermark("source", META, Level.CAMPAIGN, Granularity.DAY)
                .orElseThrow();
        return List.of(mark.completeFrom(), mark.completeUntil());
    }

    private @Nullable Instant watermark(Granularity granularity) {
        return storage()
                .metrics()
                .watermark("source", META, Level.CAMPAIGN, granularity)
                .map(Watermark::completeUntil)
                .orElse(null);
    }

    static <T> Iterator<T> breakingOff(Stream<T> first, RuntimeException failure) {
        return Stream.concat(first, Stream.<T>generate(() -> {
                    throw failure;
                }))
                .iterator();
    }

    static List<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .toList();
    }
}
