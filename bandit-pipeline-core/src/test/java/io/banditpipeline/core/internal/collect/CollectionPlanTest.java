package io.banditpipeline.core.internal.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.store.Watermark;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CollectionPlanTest {
    private static final Account SYDNEY =
            new Account("meta", "act_1", ZoneId.of("Australia/Sydney"), Currency.getInstance("AUD"));
    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
    private static final LocalDate YESTERDAY_THERE = LocalDate.of(2026, 11, 22);

    private final CollectionPlan plan = new CollectionPlan(10);

    @Test
    void a_new_account_is_asked_for_its_history_to_yesterday_in_its_own_zone_R12() {
        assertThat(days(source(28, 31, null), Optional.empty()))
                .containsExactly(new DateRange(LocalDate.of(2026, 11, 13), YESTERDAY_THERE));
    }

    @Test
    void a_new_account_is_asked_for_its_recent_days_oldest_first_and_then_for_its_history_newest_first_R7() {
        assertThat(new CollectionPlan(130)
                                .slices(
                                        source(28, 31, null),
                                        source(28, 31, null).profile(),
                                        SYDNEY,
                                        Optional.empty(),
                                        NOW,
                                        new Reach.Due())
                                .stream()
                                .map(planned -> planned.slice().days()))
                .containsExactly(
                        days(59, 29),
                        days(28, 0), // decisions and rules look at 60 days
                        days(90, 60),
                        days(121, 91),
                        days(129, 122));
    }

    @Test
    void history_that_is_still_missing_comes_after_what_is_due_newest_first_R7() {
        assertThat(of(100, 3, 20, watermark(45, 0), new Reach.Due()))
                .containsExactly(days(2, 0), days(65, 46), days(85, 66), days(99, 86));
    }

    @Test
    void what_may_be_restated_reaches_before_all_that_is_complete_only_for_history_R7_R14() {
        assertThat(of(10, 30, 20, watermark(19, 1), new Reach.Due())).containsExactly(days(19, 0));
        assertThat(of(25, 30, 20, watermark(19, 1), new Reach.Due())).containsExactly(days(19, 0), days(24, 20));
        MetricsSource file = source(100, 31, days(45, 0));
        assertThat(days(file, watermark(19, 1))).containsExactly(days(19, 0), days(45, 20));
    }

    @Test
    void the_hourly_reach_is_yesterday_and_the_open_day_which_does_not_become_complete_R7() {
        List<PlannedSlice> slices = planned(60, 28, 31, watermark(59, 0), new Reach.Recent());
        assertThat(slices).extracting(planned -> planned.slice().days()).containsExactly(days(0, 0), days(-1, -1));
        assertThat(slices).extracting(PlannedSlice::open).containsExactly(false, true);
        assertThat(slices).extracting(PlannedSlice::completeUntil).containsOnly(start(-1));
    }

    @Test
    void the_hourly_reach_tells_of_a_gap_and_of_the_newest_days_but_leaves_it_to_the_daily_one_to_close_it_R2_R7() {
        List<PlannedSlice> gap = planned(60, 28, 31, watermark(59, 5), new Reach.Recent());
        assertThat(gap).extracting(planned -> planned.slice().days()).containsExactly(days(4, 0), days(-1, -1));
        assertThat(gap).extracting(PlannedSlice::open).containsExactly(false, true);
        assertThat(gap).extracting(PlannedSlice::completes).containsOnly(false);
        List<PlannedSlice> long_ago = planned(60, 28, 10, watermark(59, 40), new Reach.Recent());
        assertThat(long_ago)
                .extracting(planned -> planned.slice().days())
                .containsExactly(days(39, 30), days(0, 0), days(-1, -1));
        assertThat(long_ago).extracting(PlannedSlice::open).containsExactly(false, true, true);
        assertThat(long_ago).extracting(PlannedSlice::completes).containsOnly(false);
        assertThat(long_ago).extracting(PlannedSlice::completeUntil).containsExactly(start(39), start(0), start(-1));
    }

    @Test
    void the_hourly_reach_of_a_new_account_begins_with_its_oldest_recent_days_R7() {
        assertThat(of(400, 28, 31, Optional.empty(), new Reach.Recent()))
                .containsExactly(days(59, 29), days(0, 0), days(-1, -1));
        assertThat(of(5, 28, 31, Optional.empty(), new Reach.Recent())).containsExactly(days(4, 0), days(-1, -1));
    }

    @Test
    void a_range_is_asked_for_whole_newest_first_but_never_a_day_that_is_not_over() {
        assertThat(of(60, 28, 4, watermark(59, 0), new Reach.Days(days(9, -3))))
                .containsExactly(days(3, 0), days(7, 4), days(9, 8));
        assertThat(of(60, 28, 4, Optional.empty(), new Reach.Days(days(-1, -3))))
                .isEmpty();
    }

    @Test
    void what_of_a_range_comes_after_all_that_is_complete_is_asked_for_oldest_first_R7() {
        assertThat(of(60, 28, 4, watermark(59, 6), new Reach.Days(days(9, 0))))
                .containsExactly(days(5, 2), days(1, 0), days(9, 6));
    }

    @Test
    void a_range_after_a_gap_does_not_become_complete_so_that_the_gap_is_filled_later_R7() {
        for (Reach reach : List.of(new Reach.Days(days(1, 0)), new Reach.Missing(days(1, 0)))) {
            List<PlannedSlice> gap = planned(60, 28, 1, watermark(59, 5), reach);
            assertThat(gap).extracting(planned -> planned.slice().days()).containsExactly(days(1, 1), days(0, 0));
            assertThat(gap).extracting(PlannedSlice::completes).containsOnly(false);
            assertThat(gap).extracting(PlannedSlice::open).containsOnly(false);
            assertThat(planned(60, 28, 1, watermark(59, 2), reach))
                    .extracting(PlannedSlice::completes)
                    .containsOnly(true);
        }
    }

    @Test
    void days_before_all_that_a_source_covers_are_no_gap_R7() {
        MetricsSource source = source(3, 31, days(3, 0));
        assertThat(plan.slices(source, source.profile(), SYDNEY, watermark(59, 20), NOW, new Reach.Days(days(3, 0))))
                .extracting(PlannedSlice::completes)
                .containsExactly(true);
    }

    @Test
    void only_what_is_missing_of_a_range_is_asked_for() {
        assertThat(of(60, 28, 10, watermark(20, 4), new Reach.Missing(days(30, 0))))
                .containsExactly(days(3, 0), days(30, 21));
        assertThat(of(60, 28, 10, watermark(20, 4), new Reach.Missing(days(20, 4))))
                .isEmpty();
        assertThat(of(60, 28, 10, Optional.empty(), new Reach.Missing(days(15, 0))))
                .containsExactly(days(9, 0), days(15, 10));
    }

    @Test
    void a_day_that_is_complete_only_in_part_is_asked_for_again() {
        Watermark fromNoon = new Watermark(
                "source", SYDNEY.key(), Level.CAMPAIGN, Granularity.DAY, start(5).plusSeconds(3_600), start(-1));
        assertThat(of(60, 28, 31, Optional.of(fromNoon), new Reach.Missing(days(6, 0))))
                .containsExactly(days(6, 5));
    }

    /** Days before yesterday, which is 0, as a range; today is -1. */
    private static DateRange days(int first, int last) {
        return new DateRange(YESTERDAY_THERE.minusDays(first), YESTERDAY_THERE.minusDays(last));
    }

    private static Instant start(int day) {
        return YESTERDAY_THERE.minusDays(day).atStartOfDay(SYDNEY.zone()).toInstant();
    }

    private static Optional<Watermark> watermark(int first, int last) {
        return Optional.of(
                new Watermark("source", SYDNEY.key(), Level.CAMPAIGN, Granularity.DAY, start(first), start(last - 1)));
    }

    private static List<PlannedSlice> planned(
            int history, int restated, int maxSlice, Optional<Watermark> watermark, Reach reach) {
        return new CollectionPlan(history)
                .slices(
                        source(restated, maxSlice, null),
                        source(restated, maxSlice, null).profile(),
                        SYDNEY,
                        watermark,
                        NOW,
                        reach);
    }

    private static List<DateRange> of(
            int history, int restated, int maxSlice, Optional<Watermark> watermark, Reach reach) {
        return planned(history, restated, maxSlice, watermark, reach).stream()
                .map(planned -> planned.slice().days())
                .toList();
    }

    @Test
    void a_known_account_is_asked_for_what_may_still_be_restated() {
        assertThat(days(source(3, 31, null), Optional.of(completeThrough(YESTERDAY_THERE.minusDays(1)))))
                .containsExactly(new DateRange(LocalDate.of(2026, 11, 19), YESTERDAY_THERE));
    }

    @Test
    void an_account_that_was_away_for_long_is_asked_for_all_it_missed_in_pieces_oldest_first() {
        assertThat(days(source(0, 20, null), Optional.of(completeThrough(LocalDate.of(2026, 10, 1)))))
                .containsExactly(
                        new DateRange(LocalDate.of(2026, 10, 2), LocalDate.of(2026, 10, 21)),
                        new DateRange(LocalDate.of(2026, 10, 22), LocalDate.of(2026, 11, 10)),
                        new DateRange(LocalDate.of(2026, 11, 11), YESTERDAY_THERE));
    }

    @Test
    void nothing_is_due_where_nothing_can_be_restated_and_nothing_is_missing() {
        assertThat(days(source(0, 31, null), Optional.of(completeThrough(YESTERDAY_THERE))))
                .isEmpty();
    }

    @Test
    void a_watermark_from_the_future_leaves_the_restatement_horizon_in_place() {
        assertThat(days(source(2, 31, null), Optional.of(completeThrough(YESTERDAY_THERE.plusDays(5)))))
                .containsExactly(new DateRange(YESTERDAY_THERE.minusDays(1), YESTERDAY_THERE));
    }

    @Test
    void a_bounded_source_is_asked_for_all_that_it_covers_but_never_for_days_that_are_not_over() {
        DateRange file = new DateRange(LocalDate.of(2020, 1, 1), LocalDate.of(2027, 1, 1));
        assertThat(days(source(100_000, 100_000, file), Optional.empty()))
                .containsExactly(new DateRange(file.first(), YESTERDAY_THERE));
    }

    @Test
    void a_source_that_covers_only_later_days_is_not_asked() {
        DateRange file = new DateRange(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 2, 1));
        assertThat(days(source(100_000, 100_000, file), Optional.empty())).isEmpty();
    }

    private List<DateRange> days(MetricsSource source, Optional<Watermark> watermark) {
        return plan.slices(source, source.profile(), SYDNEY, watermark, NOW, new Reach.Due()).stream()
                .map(planned -> planned.slice().days())
                .toList();
    }

    private static Watermark completeThrough(LocalDate day) {
        Instant until = day.plusDays(1).atStartOfDay(SYDNEY.zone()).toInstant();
        return new Watermark("source", SYDNEY.key(), Level.CAMPAIGN, Granularity.DAY, Instant.EPOCH, until);
    }

    static MetricsSource source(
            int restatementDays, int maxSliceDays, @org.jspecify.annotations.Nullable DateRange coverage) {
        return new MetricsSource() {
            @Override
            public String id() {
                return "source";
            }

            @Override
            public List<Account> accounts() {
                return List.of(SYDNEY);
            }

            @Override
            public SourceProfile profile() {
                return new SourceProfile(Level.CAMPAIGN, Set.of(Granularity.DAY), restatementDays, maxSliceDays);
            }

            @Override
            public Optional<DateRange> coverage(Account account) {
                return Optional.ofNullable(coverage);
            }

            @Override
            public void fetch(Slice slice, ObservationSink sink) {
                throw new AssertionError("planning asks for no rows");
            }
        };
    }
}
