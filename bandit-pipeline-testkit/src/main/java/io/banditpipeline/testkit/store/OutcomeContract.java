package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.outcome.Outcome;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.SliceReceipt;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The promises of {@link io.banditpipeline.store.OutcomeStore}. */
abstract class OutcomeContract extends QuarantineContract {
    private static final DateRange WEEK = new DateRange(DAY, DAY.plusDays(6));

    /** If this fails, check that outcomes are compared with what is stored, and come back by day. */
    @Test
    void required_replacing_outcomes_again_changes_nothing_R1() {
        saveCatalog();
        assertThat(save(T0, outcome(2, 20), outcome(0, -5))).isEqualTo(receipt(2, 0, 0, 0));
        assertThat(save(T0, outcome(2, 20), outcome(0, -5))).isEqualTo(receipt(0, 0, 2, 0));
        assertThat(save(T1, outcome(0, -5), outcome(2, 20))).isEqualTo(receipt(0, 0, 2, 0));
        assertThat(outcomes(WEEK, Instant.MAX)).containsExactly(outcome(0, -5), outcome(2, 20));
        assertThat(outcomes(DateRange.of(DAY.plusDays(2)), Instant.MAX)).containsExactly(outcome(2, 20));
        assertThat(outcomes(DateRange.of(DAY.plusDays(1)), Instant.MAX)).isEmpty();
    }

    /** If this fails, check that outcomes have revisions, and that a vanished day is unknown and not zero. */
    @Test
    void required_outcomes_are_restated_and_vanish_R2_R3() {
        saveCatalog();
        save(T0, outcome(0, 1), outcome(1, 2));
        assertThat(save(T1, outcome(0, 7), outcome(2, 3))).isEqualTo(receipt(1, 1, 0, 1));
        assertThat(save(T1, outcome(0, 7), outcome(2, 3))).isEqualTo(receipt(0, 0, 2, 0));
        assertThat(save(T2, outcome(0, 7), outcome(1, 2), outcome(2, 3))).isEqualTo(receipt(1, 0, 2, 0));

        assertThat(outcomes(WEEK, T0.minusNanos(1_000))).isEmpty();
        assertThat(outcomes(WEEK, T0)).containsExactly(outcome(0, 1), outcome(1, 2));
        assertThat(outcomes(WEEK, T1)).containsExactly(outcome(0, 7), outcome(2, 3));
        assertThat(outcomes(WEEK, T2)).containsExactly(outcome(0, 7), outcome(1, 2), outcome(2, 3));
    }

    /** If this fails, check that a late fetch finds its place by observedAt. */
    @Test
    void required_outcomes_that_arrive_late_count_only_as_of_then_R3() {
        saveCatalog();
        save(T2, outcome(0, 2));
        assertThat(save(T0, outcome(0, 1))).isEqualTo(receipt(1, 0, 0, 0));
        assertThat(save(T1)).isEqualTo(receipt(0, 0, 0, 1));
        assertThat(outcomes(WEEK, T0)).containsExactly(outcome(0, 1));
        assertThat(outcomes(WEEK, T1)).isEmpty();
        assertThat(outcomes(WEEK, Instant.MAX)).containsExactly(outcome(0, 2));
    }

    /** If this fails, check that only the days that were asked for are replaced, and only of that campaign. */
    @Test
    void required_outcomes_outside_the_days_stay_R2() {
        saveCatalog();
        Campaign other = Campaign.of("other", NEW_YORK, USD);
        storage().catalog().save(List.of(other), List.of());
        save(T0, outcome(0, 1), outcome(6, 2));
        storage()
                .outcomes()
                .replace(other, "shop", WEEK, T0, List.of(new Outcome("other", DAY, 1, Long.MAX_VALUE)), List.of());
        assertThat(storage().outcomes().replace(CAMPAIGN, "shop", DateRange.of(DAY), T1, List.of(), List.of()))
                .isEqualTo(receipt(0, 0, 0, 1));
        assertThat(outcomes(WEEK, Instant.MAX)).containsExactly(outcome(6, 2));
        List<Outcome> ofOther = new ArrayList<>();
        storage().outcomes().outcomes("other", WEEK, Instant.MAX, ofOther::add);
        assertThat(ofOther).containsExactly(new Outcome("other", DAY, 1, Long.MAX_VALUE));
    }

    /** If this fails, check that the range of days is that of known outcomes as of the moment. */
    @Test
    void required_days_with_outcomes_are_known_as_of_a_moment_R3() {
        saveCatalog();
        save(T0, outcome(0, 1), outcome(6, 2));
        save(T1, outcome(2, 1), outcome(3, 2));
        assertThat(storage().outcomes().days(CAMPAIGN.id(), T0)).contains(WEEK);
        assertThat(storage().outcomes().days(CAMPAIGN.id(), Instant.MAX))
                .contains(new DateRange(DAY.plusDays(2), DAY.plusDays(3)));
        assertThat(storage().outcomes().days(CAMPAIGN.id(), T0.minusNanos(1_000)))
                .isEmpty();
        assertThat(storage().outcomes().days("nobody", Instant.MAX)).isEmpty();
    }

    /**
     * If this fails, check that outcomes and their rejected rows are one transaction (R14), with the campaign as
     * subject.
     */
    @Test
    void required_rejected_outcomes_are_held_R8() {
        saveCatalog();
        RejectedRow bad =
                new RejectedRow("row 3", "{}", List.of(new RejectedRow.Reason("outcome.day", "day", "", "t")));
        storage().outcomes().replace(CAMPAIGN, "shop", WEEK, T0, List.of(outcome(0, 1)), List.of(bad));
        assertThat(held()).hasSize(1).allSatisfy(row -> {
            assertThat(row.row()).isEqualTo(bad);
            assertThat(row.source()).isEqualTo("shop");
            assertThat(row.subject()).isEqualTo(CAMPAIGN.id());
            assertThat(row.state()).isEqualTo(HeldRow.State.HELD);
        });
        save(T1, outcome(0, 1));
        assertThat(held()).extracting(HeldRow::state).containsExactly(HeldRow.State.SUPERSEDED);
    }

    /** If this fails, check that a failure of the rows rolls the whole replacement back (R14). */
    @Test
    void required_no_outcome_is_stored_if_the_rows_break_off_half_way_R14() {
        saveCatalog();
        save(T0, outcome(0, 1), outcome(1, 2));
        Iterable<Outcome> breakingOff = () -> new Iterator<>() {
            private boolean given;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Outcome next() {
                if (given) {
                    throw new IllegalStateException("the rows broke off");
                }
                given = true;
                return outcome(0, 9);
            }
        };
        assertThatThrownBy(() -> storage().outcomes().replace(CAMPAIGN, "shop", WEEK, T1, breakingOff, List.of()))
                .isInstanceOf(RuntimeException.class);
        assertThat(outcomes(WEEK, Instant.MAX)).containsExactly(outcome(0, 1), outcome(1, 2));
    }

    private SliceReceipt save(Instant observedAt, Outcome... outcomes) {
        return storage().outcomes().replace(CAMPAIGN, "shop", WEEK, observedAt, List.of(outcomes), List.of());
    }

    private List<Outcome> outcomes(DateRange days, Instant asOf) {
        List<Outcome> outcomes = new ArrayList<>();
        storage().outcomes().outcomes(CAMPAIGN.id(), days, asOf, outcomes::add);
        return outcomes;
    }

    private static Outcome outcome(int dayNumber, long number) {
        LocalDate day = DAY.plusDays(dayNumber);
        return new Outcome(CAMPAIGN.id(), day, Math.abs(number) * 1_000_000, number);
    }
}
