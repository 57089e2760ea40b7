package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.bandit.BudgetChange;
import io.banditpipeline.bandit.BudgetChange.State;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.store.BudgetChangeStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The promises of {@link BudgetChangeStore}. */
abstract class BudgetChangeContract extends SliceSizeContract {
    private static final String ACCOUNT = META.key();

    /** If this fails, check that every field has a column of its own; a budget that was not read is not one of 0. */
    @Test
    void required_everything_of_a_change_comes_back() {
        BudgetChange unread = new BudgetChange(
                "allocation 🎯",
                "arm ığİ",
                "p".repeat(190) + "/" + "a".repeat(190),
                new EntityRef(Level.AD, "e".repeat(190)),
                LocalDate.of(2026, 11, 29),
                T0.plusNanos(123_456_789),
                Currency.getInstance("JPY"),
                OptionalLong.empty(),
                Long.MAX_VALUE,
                State.REFUSED,
                "shared 🎯 \u0000 \ud83c \u241b 'quoted'\n" + "t".repeat(70_000));
        budgetChanges().add(unread);
        BudgetChange kept = new BudgetChange(
                unread.allocationId(),
                unread.armId(),
                unread.accountKey(),
                unread.entity(),
                unread.day(),
                T0.plusNanos(123_456_000),
                unread.currency(),
                unread.beforeMicros(),
                unread.afterMicros(),
                unread.state(),
                unread.text());
        assertThat(another().budgetChanges().latest(9)).containsExactly(kept);
        assertThat(budgetChanges().since(unread.accountKey(), unread.entity(), T0))
                .containsExactly(kept);

        for (State state : State.values()) {
            BudgetChange change = change(ACCOUNT, entity("e1"), T1, state, "");
            budgetChanges().add(change);
            assertThat(budgetChanges().latest(1)).containsExactly(change);
        }
    }

    /** If this fails, check that the bound belongs to what is asked for, and the order is that of time, then adding. */
    @Test
    void required_the_changes_of_an_entity_since_a_moment_come_oldest_first() {
        List.of(T2, T0, T1, T1).forEach(at -> add("e1", at, "at " + at));
        add("e1", T1, "again");
        add("e2", T1, "other");
        assertThat(texts(since("e1", T1))).containsExactly("at " + T1, "at " + T1, "again", "at " + T2);
        assertThat(texts(since("e1", T1.plusNanos(1_000)))).containsExactly("at " + T2);
        assertThat(since("e1", T3)).isEmpty();
        assertThat(since("e1", Instant.MIN)).hasSize(5);
        assertThat(since("e1", Instant.MAX)).isEmpty();
    }

    /** If this fails, check that account, level and id together tell entities apart, by every character. */
    @Test
    void required_changes_of_other_entities_keep_apart() {
        EntityRef adGroup = new EntityRef(Level.AD_GROUP, "e1");
        budgetChanges().add(change(ACCOUNT, entity("e1"), T0, State.SENT, "campaign"));
        budgetChanges().add(change(ACCOUNT, adGroup, T0, State.SENT, "ad group"));
        budgetChanges().add(change(ACCOUNT, entity("E1"), T0, State.SENT, "upper case"));
        budgetChanges().add(change(ACCOUNT, entity("e1 "), T0, State.SENT, "blank"));
        budgetChanges().add(change(GOOGLE.key(), entity("e1"), T0, State.SENT, "google"));
        assertThat(texts(since("e1", T0))).containsExactly("campaign");
        assertThat(texts(budgetChanges().since(ACCOUNT, adGroup, T0))).containsExactly("ad group");
        assertThat(texts(budgetChanges().since(GOOGLE.key(), entity("e1"), T0))).containsExactly("google");
        assertThat(budgetChanges().since("meta", entity("e1"), T0)).isEmpty();
    }

    /** If this fails, check the order: by the moment of the change, and of one moment by that of being added. */
    @Test
    void required_the_latest_changes_of_all_accounts_come_first() {
        assertThat(budgetChanges().latest(9)).isEmpty();
        add("e1", T1, "first");
        budgetChanges().add(change(GOOGLE.key(), entity("g1"), T1, State.DRY_RUN, "second"));
        add("e2", T0, "early");
        add("e3", T2, "late");
        add("e1", T1, "third");
        assertThat(texts(budgetChanges().latest(9))).containsExactly("late", "third", "second", "first", "early");
        assertThat(texts(budgetChanges().latest(2))).containsExactly("late", "third");
    }

    /** If this fails, check that a change of the very moment stays, and that numbers go on after all were removed. */
    @Test
    void required_old_changes_are_removed_R15() {
        List.of(T2, T0, T1, T1).forEach(at -> add("e1", at, "at " + at));
        assertThat(budgetChanges().removeBefore(T0)).isZero();
        assertThat(budgetChanges().removeBefore(T2)).isEqualTo(3);
        assertThat(texts(budgetChanges().latest(9))).containsExactly("at " + T2);
        assertThat(budgetChanges().removeBefore(Instant.MAX)).isOne();
        add("e1", T0, "a");
        add("e1", T0, "b");
        assertThat(texts(budgetChanges().latest(9))).containsExactly("b", "a");
    }

    static BudgetChange change(String accountKey, EntityRef entity, Instant at, State state, String text) {
        return new BudgetChange(
                "allocation", "arm-1", accountKey, entity, DAY, at, USD, OptionalLong.of(0), 12_340_000, state, text);
    }

    private void add(String entity, Instant at, String text) {
        budgetChanges().add(change(ACCOUNT, entity(entity), at, State.VERIFIED, text));
    }

    private List<BudgetChange> since(String entity, Instant moment) {
        return budgetChanges().since(ACCOUNT, entity(entity), moment);
    }

    private static List<String> texts(List<BudgetChange> changes) {
        return changes.stream().map(BudgetChange::text).toList();
    }

    final BudgetChangeStore budgetChanges() {
        return storage().budgetChanges();
    }
}
