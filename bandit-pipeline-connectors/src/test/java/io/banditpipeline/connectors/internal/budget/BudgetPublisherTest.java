package io.banditpipeline.connectors.internal.budget;

import static io.banditpipeline.bandit.BudgetChange.State.DRY_RUN;
import static io.banditpipeline.bandit.BudgetChange.State.FAILED;
import static io.banditpipeline.bandit.BudgetChange.State.REFUSED;
import static io.banditpipeline.bandit.BudgetChange.State.SENT;
import static io.banditpipeline.bandit.BudgetChange.State.SKIPPED;
import static io.banditpipeline.bandit.BudgetChange.State.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.bandit.BudgetChange;
import io.banditpipeline.bandit.BudgetSink;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.connectors.internal.budget.FakePlatform.Killed;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.money.ExchangeRates;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is set, and what is left alone. */
class BudgetPublisherTest extends PublisherFixture {
    @Test
    void a_dry_run_writes_down_what_it_would_set_and_sets_nothing() {
        BudgetSink dry = started(sink());
        publish(dry, "x", 120_000_000, 80_000_000);
        publish(dry, "x", 120_000_000, 80_000_000);

        assertThat(platform.writes).isEmpty();
        assertThat(states(e1)).containsExactly(DRY_RUN);
        assertThat(last(e1).beforeMicros()).isEqualTo(OptionalLong.of(100_000_000));
        assertThat(last(e1).afterMicros()).isEqualTo(120_000_000);
        assertThat(last(e1).currency()).isEqualTo(Money.USD);
        assertThat(last(e1).day()).isEqualTo(Money.DAY);
    }

    @Test
    void a_dry_run_asks_the_platform_only_if_it_is_told_to() {
        platform.refusing.put(e2, new SourceException(Kind.CONFIGURATION, "too low", null));
        publish(started(sink().validated()), "x", 120_000_000, 80_000_000);

        assertThat(platform.writes).isEmpty();
        assertThat(platform.validations).containsExactlyInAnyOrder(e1, e2);
        assertThat(states(e1)).containsExactly(DRY_RUN);
        assertThat(states(e2)).containsExactly(REFUSED);
        assertThat(last(e2).text()).contains("too low");
    }

    @Test
    void a_dry_run_that_cannot_ask_says_so_and_refuses_nothing() {
        platform.refusing.put(e2, new SourceException(Kind.THROTTLED, "slow down", null, Duration.ofMinutes(2)));
        RuntimeException failure = failure(started(sink().validated()), "x", 120_000_000, 80_000_000);

        assertThat(failure).hasMessageContaining("slow down");
        assertThat(((SourceException) failure).kind()).isEqualTo(Kind.THROTTLED);
        assertThat(states(e1)).containsExactly(DRY_RUN);
        assertThat(changes(e2)).isEmpty();
    }

    @Test
    void a_budget_is_sent_then_read_back() {
        publish(live(), "x", 120_000_000, 80_000_000);

        assertThat(platform.budgets).containsEntry(e1, 120_000_000L).containsEntry(e2, 80_000_000L);
        assertThat(states(e1)).containsExactly(SENT, VERIFIED);
        assertThat(platform.writes).as("decreases go first").containsExactly(e2, e1);
        assertThat(platform.reads).as("one reading before, one after").isEqualTo(2);
    }

    @Test
    void the_same_allocation_again_changes_nothing_even_if_someone_else_did_R1() {
        publish(live(), "x", 120_000_000, 100_000_000);
        platform.budgets.put(e1, 90_000_000L);
        platform.budgets.put(e2, 90_000_000L);
        clock.advance(Duration.ofHours(5));
        publish(live(), "x", 120_000_000, 100_000_000);

        assertThat(platform.writes).containsExactly(e1);
        assertThat(platform.budgets).containsEntry(e1, 90_000_000L).containsEntry(e2, 90_000_000L);
        assertThat(states(e2)).containsExactly(SKIPPED);
    }

    @Test
    void a_dry_run_does_not_keep_the_same_allocation_from_going_live() {
        publish(started(sink()), "x", 120_000_000, 80_000_000);
        publish(live(), "x", 120_000_000, 80_000_000);

        assertThat(states(e1)).containsExactly(DRY_RUN, SENT, VERIFIED);
    }

    @Test
    void a_change_below_one_percent_or_a_unit_is_skipped() {
        publish(live(), "x", 100_990_000, 101_000_000);

        assertThat(platform.writes).containsExactly(e2);
        assertThat(states(e1)).containsExactly(SKIPPED);
        assertThat(last(e1).text()).contains("0.99 USD").contains("too small");
    }

    @Test
    void the_least_change_can_be_set_but_is_never_less_than_a_unit() {
        platform.unit = 1_000_000;
        platform.least = 1_000_000;
        platform.budgets.put(e2, 1_000_000L);
        publish(started(sink().live().minChange(BigDecimal.ZERO)), "x", 101_000_000, 1_999_999);

        assertThat(platform.writes).containsExactly(e1);
        assertThat(states(e2)).containsExactly(SKIPPED);
        assertThat(last(e2).afterMicros()).isEqualTo(1_000_000);
    }

    @Test
    void an_entity_is_changed_once_an_hour_also_across_restarts() {
        publish(live(), "x", 120_000_000, 100_000_000);
        Instant changed = clock.instant();
        clock.advance(Duration.ofMinutes(25));
        RuntimeException tooSoon = failure(live(), "y", 150_000_000, 80_000_000);

        assertThat(tooSoon).isInstanceOf(SourceException.class).hasMessageContaining(changed.toString());
        assertThat(((SourceException) tooSoon).kind()).isEqualTo(Kind.THROTTLED);
        assertThat(((SourceException) tooSoon).retryAfter()).contains(Duration.ofMinutes(35));
        assertThat(states(e1)).containsExactly(SENT, VERIFIED, SKIPPED);
        assertThat(platform.budgets).containsEntry(e1, 120_000_000L).containsEntry(e2, 80_000_000L);

        clock.advance(Duration.ofMinutes(35));
        publish(live(), "y", 150_000_000, 80_000_000);
        assertThat(platform.budgets).containsEntry(e1, 150_000_000L);
        assertThat(states(e1)).containsExactly(SENT, VERIFIED, SKIPPED, SENT, VERIFIED);
        assertThat(states(e2)).containsExactly(SKIPPED, SENT, VERIFIED);
    }

    @Test
    void without_a_history_of_the_pipeline_the_hour_is_kept_in_memory() {
        BudgetSink alone = sink().live().build();
        publish(alone, "x", 120_000_000, 100_000_000);
        assertThat(failure(alone, "y", 150_000_000, 100_000_000)).hasMessageContaining("platforms limit");
        assertThat(platform.writes).hasSize(1);
    }

    @Test
    void a_crash_after_the_call_is_settled_by_reading_without_another_write_R14() {
        history.add(sentBefore("x", 120_000_000));
        platform.budgets.put(e1, 120_000_000L);
        clock.advance(Duration.ofMinutes(1));
        publish(live(), "x", 120_000_000, 100_000_000);

        assertThat(platform.writes).isEmpty();
        assertThat(states(e1)).containsExactly(SENT, VERIFIED);
    }

    @Test
    void what_was_sent_of_an_earlier_allocation_is_settled_before_the_next_is_decided() {
        history.add(sentBefore("w", 120_000_000));
        platform.budgets.put(e1, 120_000_000L);
        clock.advance(Duration.ofMinutes(10));
        assertThat(failure(live(), "x", 150_000_000, 100_000_000)).hasMessageContaining("platforms limit");

        assertThat(states(e1)).containsExactly(SENT, VERIFIED, SKIPPED);
        assertThat(changes(e1).get(1).allocationId()).isEqualTo("w");
    }

    @Test
    void a_crash_between_writing_down_and_the_call_is_found_and_the_call_made_R14() {
        platform.dies = true;
        assertThatThrownBy(() -> publish(live(), "x", 120_000_000, 100_000_000)).isInstanceOf(Killed.class);
        assertThat(states(e1)).containsExactly(SENT);
        platform.dies = false;
        publish(live(), "x", 120_000_000, 100_000_000);

        assertThat(states(e1)).containsExactly(SENT, FAILED, SENT, VERIFIED);
        assertThat(platform.writes).containsExactly(e1);
        assertThat(platform.budgets).containsEntry(e1, 120_000_000L);
    }

    @Test
    void an_answer_that_was_lost_is_settled_by_what_the_platform_holds() {
        platform.answeringLost.put(e1, new SourceException(Kind.TRANSIENT, "connection reset", null));
        publish(live(), "x", 120_000_000, 100_000_000);

        assertThat(states(e1)).containsExactly(SENT, VERIFIED);
        assertThat(platform.writes).hasSize(1);
    }

    @Test
    void a_change_stays_sent_if_it_cannot_be_read_back_and_is_settled_next_time() {
        platform.readsBeforeFailing = 1;
        RuntimeException failure = failure(live(), "x", 120_000_000, 100_000_000);
        assertThat(failure).hasMessageContaining("not known");
        assertThat(((SourceException) failure).kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(states(e1)).containsExactly(SENT);

        platform.readsBeforeFailing = Integer.MAX_VALUE;
        publish(live(), "x", 120_000_000, 100_000_000);
        assertThat(states(e1)).containsExactly(SENT, VERIFIED);
        assertThat(platform.writes).hasSize(1);
    }

    @Test
    void a_platform_that_holds_another_budget_than_it_was_asked_for_is_a_failure() {
        platform.rounding.put(e1, 110_000_000L);
        RuntimeException failure = failure(live(), "x", 120_000_000, 100_000_000);

        assertThat(failure).hasMessageContaining("holds 110 USD instead of 120 USD");
        assertThat(((SourceException) failure).kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(states(e1)).containsExactly(SENT, FAILED);
    }

    @Test
    void one_failure_does_not_stop_the_others_and_is_told_with_its_kind_and_delay() {
        arms.add(Money.arm("c", account, "e3"));
        platform.refusing.put(e1, new SourceException(Kind.THROTTLED, "slow down", null, Duration.ofMinutes(7)));
        platform.refusing.put(e2, new SourceException(Kind.CONFIGURATION, "below the minimum", null));
        BudgetSink sink = live();
        assertThatThrownBy(() -> sink.publish(Money.allocation(
                        "x", Money.USD, Map.of("a", 120_000_000L, "b", 80_000_000L, "c", 110_000_000L))))
                .isInstanceOfSatisfying(SourceException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
                    assertThat(failure.retryAfter()).contains(Duration.ofMinutes(7));
                    assertThat(failure).hasMessageContaining("2 budgets").hasMessageContaining("fake/1 CAMPAIGN e1");
                    assertThat(failure).hasMessageContaining("below the minimum");
                });

        assertThat(states(e1)).containsExactly(SENT, FAILED);
        assertThat(states(e2)).containsExactly(SENT, FAILED);
        assertThat(states(e3)).containsExactly(SENT, VERIFIED);
    }

    @Test
    void what_failed_is_tried_again_but_at_most_three_times_an_hour() {
        platform.refusing.put(e1, new SourceException(Kind.THROTTLED, "slow down", null, Duration.ofMinutes(1)));
        for (int i = 0; i < 3; i++) {
            assertThat(failure(live(), "x", 120_000_000, 100_000_000)).hasMessageContaining("slow down");
            clock.advance(Duration.ofMinutes(10));
        }
        RuntimeException bounded = failure(live(), "x", 120_000_000, 100_000_000);
        assertThat(bounded).hasMessageContaining("3 times");
        assertThat(((SourceException) bounded).retryAfter()).contains(Duration.ofMinutes(30));

        platform.refusing.clear();
        clock.advance(Duration.ofMinutes(30));
        publish(live(), "x", 120_000_000, 100_000_000);
        assertThat(states(e1)).endsWith(SENT, VERIFIED);
    }

    @Test
    void an_account_that_cannot_be_read_does_not_stop_another() {
        Account other = Money.account("2", Money.USD);
        arms.add(Money.arm("c", other, "e3"));
        platform.readFails = new SourceException(Kind.PERMISSION, "no access", null);
        BudgetSink sink = live();
        assertThatThrownBy(() ->
                        sink.publish(Money.allocation("x", Money.USD, Map.of("a", 120_000_000L, "c", 120_000_000L))))
                .isInstanceOfSatisfying(SourceException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.PERMISSION);
                    assertThat(failure).hasMessageContaining("fake/1").hasMessageContaining("fake/2");
                });
    }

    @Test
    void what_must_not_be_set_is_refused_with_the_reason() {
        platform.odd.put(e1, new BudgetReading.Refused("it is shared with 2 campaigns"));
        RuntimeException failure = failure(live(), "x", 120_000_000, 80_000_000);

        assertThat(failure).hasMessageContaining("shared with 2 campaigns");
        assertThat(((SourceException) failure).kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(states(e1)).containsExactly(REFUSED);
        assertThat(last(e1).beforeMicros()).isEmpty();
        assertThat(states(e2)).containsExactly(SENT, VERIFIED);
    }

    @Test
    void a_dry_run_writes_a_refusal_down_and_does_not_fail() {
        platform.odd.put(e1, new BudgetReading.Refused("it is shared with 2 campaigns"));
        publish(started(sink()), "x", 120_000_000, 80_000_000);

        assertThat(states(e1)).containsExactly(REFUSED);
        assertThat(states(e2)).containsExactly(DRY_RUN);
    }

    @Test
    void a_factor_that_is_whole_is_told_without_decimals() {
        BudgetSink sink = started(sink().live().maxChangeFactor(BigDecimal.valueOf(2.0)));

        assertThat(failure(sink, "x", 300_010_000, 33_330_000))
                .hasMessageContaining("beyond the factor of 2:")
                .hasMessageContaining("beyond the factor of 1/2:");
    }

    @Test
    void a_change_beyond_the_factor_is_refused_either_way() {
        assertThat(failure(live(), "x", 300_010_000, 33_330_000))
                .hasMessageContaining("beyond the factor of 3")
                .hasMessageContaining("1/3");
        assertThat(states(e1)).containsExactly(REFUSED);
        assertThat(states(e2)).containsExactly(REFUSED);

        publish(live(), "y", 300_000_000, 33_340_000);
        assertThat(platform.writes).containsExactlyInAnyOrder(e1, e2);
    }

    @Test
    void the_factor_can_be_set() {
        BudgetSink sink = started(sink().live().maxChangeFactor(new BigDecimal("1.2")));
        assertThat(failure(sink, "x", 120_010_000, 83_330_000)).hasMessageContaining("factor of 1.2");
        assertThat(platform.writes).isEmpty();
        publish(sink, "y", 120_000_000, 83_340_000);
        assertThat(platform.writes).hasSize(2);
    }

    @Test
    void an_arm_that_gets_nothing_is_set_to_the_least_and_may_come_back() {
        platform.least = 1_000_000;
        publish(live(), "x", 0, 100_000_000);
        assertThat(platform.budgets).containsEntry(e1, 1_000_000L);
        assertThat(last(e1).state()).isEqualTo(VERIFIED);

        clock.advance(Duration.ofDays(1));
        publish(live(), "y", 290_000_000, 100_000_000);
        assertThat(platform.budgets).containsEntry(e1, 290_000_000L);

        platform.budgets.put(e1, 50_000_000L);
        clock.advance(Duration.ofDays(1));
        assertThat(failure(live(), "z", 290_000_000, 100_000_000))
                .as("what a person set counts from then on")
                .hasMessageContaining("beyond the factor");
    }

    @Test
    void a_budget_above_what_the_platform_takes_is_refused() {
        platform.most = 150_000_000;
        assertThat(failure(live(), "x", 160_000_000, 100_000_000)).hasMessageContaining("at most 150 USD");
        assertThat(states(e1)).containsExactly(REFUSED);
    }

    @Test
    void an_arm_with_several_entities_is_split_by_their_current_budgets_also_when_it_is_gone_on_with() {
        arms = List.of(Money.arm("a", account, "e1", "e2", "e3"));
        platform.budgets.put(e1, 10_000_000L);
        platform.budgets.put(e2, 20_000_000L);
        platform.budgets.put(e3, 70_000_000L);
        platform.refusing.put(e3, new SourceException(Kind.TRANSIENT, "busy", null));
        BudgetSink sink = live();
        assertThatThrownBy(() -> sink.publish(Money.allocation("x", Money.USD, Map.of("a", 150_005_000L))))
                .hasMessageContaining("busy");
        platform.refusing.clear();
        live().publish(Money.allocation("x", Money.USD, Map.of("a", 150_005_000L)));

        assertThat(platform.budgets)
                .containsEntry(e1, 15_000_000L)
                .containsEntry(e2, 30_000_000L)
                .containsEntry(e3, 105_000_000L);
    }

    @Test
    void a_removed_entity_leaves_all_to_its_siblings() {
        arms = List.of(Money.arm("a", account, "e1", "gone"));
        live().publish(Money.allocation("x", Money.USD, Map.of("a", 150_000_000L)));

        assertThat(platform.budgets).containsEntry(e1, 150_000_000L);
        assertThat(states(Money.campaign("gone"))).containsExactly(REFUSED);
    }

    @Test
    void an_arm_all_of_whose_entities_are_removed_is_told() {
        arms = List.of(Money.arm("a", account, "gone"));
        BudgetSink sink = live();
        assertThatThrownBy(() -> sink.publish(Money.allocation("x", Money.USD, Map.of("a", 150_000_000L))))
                .hasMessageContaining("all its entities are removed");
        sink.publish(Money.allocation("y", Money.USD, Map.of("a", 0L)));
    }

    @Test
    void siblings_of_a_budget_that_cannot_be_set_are_left_alone() {
        arms = List.of(Money.arm("a", account, "e1", "e2"));
        platform.odd.put(e1, new BudgetReading.Refused("lifetime budget"));
        BudgetSink sink = live();
        assertThatThrownBy(() -> sink.publish(Money.allocation("x", Money.USD, Map.of("a", 150_000_000L))))
                .hasMessageContaining("lifetime budget");
        assertThat(platform.writes).isEmpty();
        assertThat(states(e2)).containsExactly(REFUSED);
        assertThat(last(e2).text()).contains("another entity");
    }

    @Test
    void an_entity_that_two_arms_have_is_refused() {
        arms = List.of(Money.arm("a", account, "e1"), Money.arm("b", account, "e1", "e2"));
        assertThat(failure(live(), "x", 120_000_000, 120_000_000)).hasMessageContaining("other arms have the same");
        assertThat(platform.writes).isEmpty();
    }

    @Test
    void arms_of_other_platforms_and_unknown_arms_are_left_alone() {
        Account other = new Account("meta", "act_1", ZoneId.of("UTC"), Money.USD);
        arms = List.of(Money.arm("a", other, "e1"));
        publish(live(), "x", 120_000_000, 120_000_000);
        assertThat(platform.reads).isZero();
        assertThat(changes(e1)).isEmpty();
    }

    @Test
    void arms_that_are_found_later_are_known_when_they_are_published() {
        arms = List.of();
        BudgetSink sink = live();
        publish(sink, "x", 120_000_000, 100_000_000);
        arms = List.of(Money.arm("a", account, "e1"));
        publish(sink, "y", 120_000_000, 100_000_000);
        assertThat(platform.writes).containsExactly(e1);
    }

    @Test
    void a_missing_rate_is_refused_and_a_known_one_is_rounded_down_once() {
        Account euros = Money.account("9", Money.EUR);
        arms = List.of(Money.arm("a", euros, "e1"));
        BudgetSink without = live();
        assertThatThrownBy(() -> without.publish(Money.allocation("x", Money.USD, Map.of("a", 110_000_000L))))
                .hasMessageContaining("USD to EUR")
                .hasMessageContaining("2026-11-23");
        assertThat(platform.writes).isEmpty();

        BudgetSink with = started(sink().live()
                .rates(ExchangeRates.fixed(Map.of(Money.EUR, new BigDecimal("1.1"), Money.USD, BigDecimal.ONE))));
        with.publish(Money.allocation("y", Money.USD, Map.of("a", 121_000_000L)));
        assertThat(platform.budgets)
                .as("121 / 1.1 = 109.99999... of a rate with 16 digits")
                .satisfies(budgets -> assertThat(budgets.get(e1)).isBetween(109_990_000L, 110_000_000L));
    }

    private BudgetChange sentBefore(String allocation, long after) {
        return new BudgetChange(
                allocation,
                "a",
                account.key(),
                e1,
                Money.DAY,
                clock.instant(),
                Money.USD,
                OptionalLong.of(100_000_000),
                after,
                SENT,
                "sent");
    }
}
