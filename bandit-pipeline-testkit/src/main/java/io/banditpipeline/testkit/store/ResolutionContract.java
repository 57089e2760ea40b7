package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.HeldEvent;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.HeldRow.State;
import io.banditpipeline.store.Resolution;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Decisions on held rows: which are allowed, what they change in the metrics, and what stays (R1, R3, R4, R8). */
abstract class ResolutionContract extends AlertContract {
    private static final String RAW = "a;b;c";
    private static final DateRange ALL = new DateRange(DAY.minusYears(1), DAY.plusYears(1));

    /** If this fails, check that a decision's row enters the metrics in the same transaction, as of the decision. */
    @Test
    void required_a_released_row_counts_once_from_the_decision_on_R3() {
        saveCatalog();
        String id = hold(T0, e1(T0, 1));
        assertKnown(Instant.MAX, null);
        HeldRow released = resolve(id, released(e1(T0, 1), T2));

        assertThat(released.state()).isEqualTo(State.RELEASED);
        assertThat(released.resolved()).isEqualTo(e1(T2, 1));
        assertThat(another().quarantine().held(id)).contains(released);
        assertKnown(T1, null);
        assertKnown(T2, metrics(1));
        assertThat(facts(Instant.MAX)).hasSize(1);
        assertThat(revisions("arm-1")).hasSize(1);
        assertThat(quarantine().decided("source", META.key(), ALL)).isEqualTo(Map.of(id, released));
        assertThat(quarantine().decided("other", META.key(), ALL)).isEmpty();
        assertThat(quarantine().decided("source", GOOGLE.key(), ALL)).isEmpty();
    }

    /** If this fails, check that a decision is compared by state and row, not by moment, actor and note. */
    @Test
    void required_the_same_decision_again_changes_nothing_R1() {
        saveCatalog();
        String id = hold(T0, e1(T0, 1));
        HeldRow released = resolve(id, released(e1(T0, 1), T1));
        assertThat(resolve(id, new Resolution(State.RELEASED, e1(T3, 1), "other", "again", T3)))
                .isEqualTo(released);
        assertThat(quarantine().events(id)).hasSize(2);
        assertThat(revisions("arm-1")).hasSize(1);

        HeldRow corrected = resolve(id, corrected(e1(T0, 2), T2));
        assertThat(resolve(id, corrected(e1(T0, 2), T4))).isEqualTo(corrected);
        assertThat(quarantine().events(id)).hasSize(3);
        assertThat(revisions("arm-1")).hasSize(2);

        String wrong = hold(T0, "wrong", e1(T0, 5));
        HeldRow rejected = resolve(wrong, rejection(T1));
        assertThat(resolve(wrong, rejection(T2))).isEqualTo(rejected);
        assertThat(quarantine().events(wrong)).hasSize(2);
    }

    /** If this fails, check that a correction is a revision of the row that was released, not a row besides it. */
    @Test
    void required_correcting_after_release_supersedes_and_never_adds_R4() {
        saveCatalog();
        String id = hold(T0, e1(T0, 1));
        resolve(id, released(e1(T0, 1), T1));
        HeldRow corrected = resolve(id, corrected(e1(T0, 2), T2));
        assertThat(corrected.state()).isEqualTo(State.CORRECTED);
        assertKnown(T1, metrics(1));
        assertKnown(T2, metrics(2));
        resolve(id, corrected(e1(T0, 3), T3));
        assertKnown(Instant.MAX, metrics(3));
        assertThat(facts(Instant.MAX)).hasSize(1);
    }

    /** If this fails, check that a correction must speak of what counts already, and not be dated before it. */
    @Test
    void required_a_correction_that_would_add_is_refused_R4() {
        saveCatalog();
        String id = hold(T0, e1(T0, 1));
        resolve(id, released(e1(T0, 1), T2));
        assertRefused(id, corrected(row(META, "e2", DAY, T3, metrics(1)), T3), "take their place");
        assertRefused(id, corrected(row(META, "e1", DAY.plusDays(1), T3, metrics(1)), T3), "take their place");
        Interval day = Interval.ofDay(DAY, NEW_YORK);
        assertRefused(id, corrected(pushed(META, "e1", day, T3, metrics(1)), T3), "take their place");
        assertRefused(id, corrected(e1(T1, 2), T1), "must not be before");
        assertThat(now("arm-1")).isEqualTo(metrics(1));
        assertThat(now("arm-2")).isNull();
        assertThat(quarantine().events(id)).hasSize(2);
    }

    /** If this fails, check the table of transitions; each message must say what to do instead. */
    @Test
    void required_decisions_that_its_state_does_not_allow_are_refused() {
        saveCatalog();
        String id = hold(T0, e1(T0, 1));
        resolve(id, rejection(T1));
        resolve(id, released(e1(T0, 1), T2));
        assertRefused(id, rejection(T3), "correct it");
        assertRefused(id, released(e1(T0, 2), T3), "correct it");
        resolve(id, corrected(e1(T0, 2), T3));
        assertRefused(id, rejection(T4), "correct it");
        assertRefused(id, released(e1(T0, 1), T4), "correct it");

        String gone = hold(T0, "gone", row(META, "e2", DAY, T0, metrics(1)));
        replace(Fetched.of(daySlice(), T1, e1(T1, 2)));
        assertThat(state(gone)).isEqualTo(State.SUPERSEDED);
        assertRefused(gone, rejection(T2), "nothing to decide");
        assertRefused(gone, released(row(META, "e2", DAY, T2, metrics(1)), T2), "nothing to decide");
        assertRefused(gone, corrected(row(META, "e2", DAY, T2, metrics(1)), T2), "nothing to decide");

        String late = hold(T0, "late", row(META, "e3", DAY, T0, metrics(1)));
        resolve(late, rejection(T2));
        resolve(late, corrected(row(META, "e3", DAY, T0, metrics(4)), T3));
        assertThat(now("arm-2")).isEqualTo(metrics(4));
        assertRefused("no such id", rejection(T2), "no held row no such id");
    }

    /** If this fails, check that what metrics cannot keep is refused, also of entities that are not mapped. */
    @Test
    void required_a_decision_with_a_row_of_another_currency_or_interval_is_refused() {
        saveCatalog();
        String id = hold(T0, e1(T0, 1));
        for (String entity : List.of("e1", "stranger")) {
            Interval day = Interval.ofDay(DAY, NEW_YORK);
            Observation yen = Observation.pulled(entity(entity), day, T1, metrics(1), Currency.getInstance("JPY"));
            assertRefused(id, released(yen, T1), "convert its amounts");
            Interval elsewhere = Interval.ofDay(DAY, GOOGLE.zone());
            assertRefused(id, released(pulled(META, entity, elsewhere, T1, metrics(1)), T1), "neither an hour nor");
        }
        assertThat(state(id)).isEqualTo(State.HELD);
        assertThat(parked(META)).isEmpty();
        assertThat(facts(Instant.MAX)).isEmpty();
    }

    /** If this fails, check that a decision's row takes the same way as any other row of an unknown entity. */
    @Test
    void required_the_row_of_an_unmapped_entity_is_parked_on_release_R8() {
        Account unheardOf = new Account("new/er", "a/b", NEW_YORK, USD);
        Observation row = row(unheardOf, "x", DAY, T0, metrics(1));
        quarantine().hold(slice(unheardOf, daySlice().granularity(), DAY, DAY), T0, List.of(readable(RAW, row)));
        String id = HeldRow.id("source", unheardOf.key(), RAW);
        resolve(id, released(row, T1));
        assertThat(parked(unheardOf)).containsExactly(row(unheardOf, "x", DAY, T1, metrics(1)));
        assertRefused(id, corrected(row(unheardOf, "y", DAY, T2, metrics(2)), T2), "take their place");
        resolve(id, corrected(row(unheardOf, "x", DAY, T2, metrics(2)), T2));
        assertThat(parked(unheardOf)).containsExactly(row(unheardOf, "x", DAY, T2, metrics(2)));

        storage().catalog().save(List.of(CAMPAIGN), List.of(arm("arm-x", unheardOf, "x")));
        assertThat(quarantine().readmit(unheardOf, Level.CAMPAIGN)).isEqualTo(receipt(1, 0, 0, 0));
        assertThat(now("arm-x")).isEqualTo(metrics(2));
    }

    /** If this fails, check that a fetch that has the row of a decision leaves it, and one that lacks it buries it. */
    @Test
    void required_a_released_row_is_fetched_again_as_any_other_R2() {
        saveCatalog();
        String id = hold(T0, e1(T0, 1));
        resolve(id, released(e1(T0, 1), T1));
        assertThat(replace(Fetched.of(daySlice(), T2, e1(T2, 1)))).isEqualTo(receipt(0, 0, 1, 0));
        assertThat(state(id)).isEqualTo(State.RELEASED);
        assertThat(replace(Fetched.of(daySlice(), T3))).isEqualTo(receipt(0, 0, 0, 1));
        assertThat(state(id)).as("a decision stays").isEqualTo(State.RELEASED);
        assertKnown(Instant.MAX, null);
        assertThat(replace(Fetched.of(daySlice(), T4, e1(T4, 1)))).isEqualTo(receipt(1, 0, 0, 0));
    }

    /** If this fails, check that a decision is checked against the row as it is inside the transaction. */
    @Test
    void required_the_pipeline_overrules_nobody() {
        saveCatalog();
        String id = hold(T0, e1(T0, 1));
        resolve(id, rejection(T1));
        assertRefused(
                id,
                new Resolution(State.RELEASED, e1(T2, 1), Resolution.PIPELINE, "the rules have changed", T2),
                "decided on meanwhile");
        assertThat(state(id)).isEqualTo(State.REJECTED);
    }

    /** If this fails, check what a fetch does that rejects a decided row for a rule that the decision did not cover. */
    @Test
    void required_a_row_that_is_rejected_again_is_held_again_unless_it_is_rejected_for_good() {
        saveCatalog();
        String id = hold(T0, e1(T0, 1));
        resolve(id, released(e1(T0, 1), T1));
        replace(Fetched.of(daySlice(), T2).withRejected(readable(RAW, e1(T2, 1), "rule.new")));

        HeldRow again = quarantine().held(id).orElseThrow();
        assertThat(again.state()).isEqualTo(State.HELD);
        assertThat(again.resolved()).isNull();
        assertThat(again.heldAt()).isEqualTo(T0);
        assertThat(again.seenAt()).isEqualTo(T2);
        assertThat(again.row()).isEqualTo(readable(RAW, e1(T2, 1), "rule.new", "rule.one"));
        assertThat(quarantine().decided("source", META.key(), ALL)).isEmpty();
        assertThat(now("arm-1")).as("its numbers stay until they are replaced").isEqualTo(metrics(1));
        assertRefused(id, rejection(T3), "still count");
        assertRefused(id, released(row(META, "e2", DAY, T3, metrics(1)), T3), "take their place");
        resolve(id, released(e1(T2, 1), T3));
        assertThat(facts(Instant.MAX)).hasSize(1);

        String wrong = hold(T0, "wrong", row(META, "e2", DAY, T0, metrics(2)));
        resolve(wrong, rejection(T1));
        replace(Fetched.of(daySlice(), T4, e1(T4, 1))
                .withRejected(readable("wrong", row(META, "e2", DAY, T4, metrics(2)), "rule.new")));
        HeldRow rejected = quarantine().held(wrong).orElseThrow();
        assertThat(rejected.state()).isEqualTo(State.REJECTED);
        assertThat(quarantine().decided("source", META.key(), ALL)).containsKey(wrong);
        assertThat(quarantine().decided("source", META.key(), DateRange.of(DAY)))
                .containsKey(wrong);
        assertThat(quarantine().decided("source", META.key(), DateRange.of(DAY.plusDays(1))))
                .doesNotContainKey(wrong);
        assertThat(rejected.seenAt()).isEqualTo(T4);
        assertThat(rejected.row().reasons().get(0).rule()).isEqualTo("rule.new");
        assertThat(quarantine().events(wrong)).hasSize(2);
    }

    /** If this fails, check that a held row whose released numbers have vanished meanwhile can be rejected. */
    @Test
    void required_a_row_whose_numbers_no_longer_count_can_be_rejected() {
        saveCatalog();
        String id = hold(T0, e1(T0, 1));
        resolve(id, released(e1(T0, 1), T1));
        replace(Fetched.of(daySlice(), T2));
        replace(Fetched.of(daySlice(), T3).withRejected(readable(RAW, e1(T3, 1))));
        assertThat(resolve(id, rejection(T4)).state()).isEqualTo(State.REJECTED);
        assertKnown(Instant.MAX, null);
    }

    /** If this fails, check that a fetch has no say on rows that something happened to after it began. */
    @Test
    void required_a_fetch_that_is_stored_again_or_late_undoes_no_decision_R1() {
        saveCatalog();
        String id = hold(T1, e1(T1, 1));
        HeldRow released = resolve(id, released(e1(T1, 1), T2));
        hold(T1, e1(T1, 1));
        replace(Fetched.of(daySlice(), T0).withRejected(readable(RAW, e1(T0, 9), "other.rule")));
        assertThat(quarantine().held(id)).contains(released);

        String other = hold(T2, "other", row(META, "e2", DAY, T2, metrics(2)));
        replace(Fetched.of(daySlice(), T1, e1(T1, 1)));
        assertThat(state(other)).as("seen after that fetch began").isEqualTo(State.HELD);
        replace(Fetched.of(daySlice(), T3, e1(T3, 1)));
        assertThat(state(other)).isEqualTo(State.SUPERSEDED);
        quarantine().hold(daySlice(), T2, List.of(readable("other", row(META, "e2", DAY, T2, metrics(2)))));
        assertThat(state(other)).isEqualTo(State.SUPERSEDED);
    }

    /** If this fails, check that every change of state is noted with who, why and the row, and nothing else is. */
    @Test
    void required_the_audit_trail_tells_every_change_of_state_R8() {
        saveCatalog();
        String id = hold(T0, e1(T0, 1));
        hold(T1, e1(T1, 1));
        resolve(id, new Resolution(State.RELEASED, e1(T0, 1), "Zoë \u0000", "it is \uD83C\uDF37 right", T2));
        replace(Fetched.of(daySlice(), T3).withRejected(readable(RAW, e1(T3, 1))));
        replace(Fetched.of(daySlice(), T4));
        List<HeldEvent> events = another().quarantine().events(id);
        assertThat(events)
                .extracting(HeldEvent::at, HeldEvent::from, HeldEvent::to, HeldEvent::actor, HeldEvent::row)
                .containsExactly(
                        tuple(T0, null, State.HELD, "pipeline", null),
                        tuple(T2, State.HELD, State.RELEASED, "Zoë \u0000", e1(T2, 1)),
                        tuple(T3, State.RELEASED, State.HELD, "pipeline", null),
                        tuple(T4, State.HELD, State.SUPERSEDED, "pipeline", null));
        assertThat(events.get(1).note()).isEqualTo("it is \uD83C\uDF37 right");
        assertThat(quarantine().events("no such id")).isEmpty();
    }

    /** If this fails, check that outcomes, which are no observations, can be rejected but not counted. */
    @Test
    void required_a_held_outcome_can_only_be_rejected() {
        storage()
                .outcomes()
                .replace(CAMPAIGN, "shop", daySlice().days(), T0, List.of(), List.of(rejected("w", RAW, "r")));
        String id = HeldRow.id("shop", CAMPAIGN.id(), RAW);
        assertRefused(id, released(e1(T1, 1), T1), "is an outcome");
        assertThat(resolve(id, rejection(T1)).state()).isEqualTo(State.REJECTED);
        storage().outcomes().replace(CAMPAIGN, "shop", daySlice().days(), T2, List.of(), List.of());
        assertThat(state(id)).as("a decision stays").isEqualTo(State.REJECTED);
    }

    /** If this fails, check the filter and the order: by the moment of holding, then id. */
    @Test
    void required_held_rows_are_asked_for_by_state_and_by_id() {
        saveCatalog();
        String first = hold(T0, "z", e1(T0, 1));
        String second = hold(T1, "y", row(META, "e2", DAY.plusDays(1), T1, metrics(1)));
        resolve(first, rejection(T2));
        assertThat(ids(Set.of(State.HELD))).containsExactly(second);
        assertThat(ids(Set.of(State.REJECTED))).containsExactly(first);
        assertThat(ids(Set.of(State.HELD, State.REJECTED))).containsExactly(first, second);
        assertThat(ids(Set.of())).isEmpty();
        assertThat(quarantine().held("no such id")).isEmpty();
    }

    static RejectedRow readable(String raw, Observation row, String... rules) {
        RejectedRow rejected = rejected("a place", raw, rules.length == 0 ? new String[] {"rule.one"} : rules);
        return new RejectedRow(rejected.where(), raw, rejected.reasons(), row);
    }

    static Resolution released(Observation row, Instant at) {
        return new Resolution(State.RELEASED, row, "ann", "it is right", at);
    }

    static Resolution corrected(Observation row, Instant at) {
        return new Resolution(State.CORRECTED, row, "ann", "mended", at);
    }

    private static Resolution rejection(Instant at) {
        return new Resolution(State.REJECTED, null, "ann", "it is wrong", at);
    }

    /** Holds one row of a slice of its own day alone. */
    private String hold(Instant observedAt, Observation row) {
        return hold(observedAt, RAW, row);
    }

    private String hold(Instant observedAt, String raw, Observation row) {
        assertThat(quarantine()
                        .hold(
                                slice(
                                        META,
                                        row.interval().granularity(),
                                        row.interval().day(),
                                        row.interval().day()),
                                observedAt,
                                List.of(readable(raw, row))))
                .isEqualTo(1);
        return HeldRow.id("source", META.key(), raw);
    }

    private HeldRow resolve(String id, Resolution resolution) {
        return quarantine().resolve(id, resolution);
    }

    private State state(String id) {
        return quarantine().held(id).orElseThrow().state();
    }

    private List<String> ids(Set<State> states) {
        List<String> ids = new java.util.ArrayList<>();
        quarantine().held(states, row -> ids.add(row.id()));
        return ids;
    }

    private void assertRefused(String id, Resolution resolution, String message) {
        assertThatThrownBy(() -> resolve(id, resolution))
                .isInstanceOfSatisfying(PipelineException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.INVALID_INPUT))
                .hasMessageContaining(message);
    }
}
