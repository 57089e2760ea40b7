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
        return plan.slices(source, SYDNEY, watermark, NOW, new Reach.Due()).stream()
                .map(planned -> planned.slice().days())
                .toList();
    }

    private static Watermark completeThrough(LocalDate day) {
        Instant until = day.plusDays(1).atStartOfDay(SYDNEY.zone()).toInstant();
        return new Watermark("source", SYDNEY.key(), Level.CAMPAIGN, Granularity.DAY, Instant.EPOCH, until);
    }

    private static MetricsSource source(
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
