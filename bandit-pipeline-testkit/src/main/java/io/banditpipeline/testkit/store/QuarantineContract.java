package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.QuarantineStore;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nothing lost (R8): rows in quarantine and parked rows. */
abstract class QuarantineContract extends CheckpointContract {
    private static final RejectedRow BAD = rejected("line 1", "a;b;c", "csv.number");
    private static final RejectedRow WORSE = rejected("line 2", "d;e;f", "csv.date", "csv.currency");

    /** If this fails, check that raw row, place and all reasons are kept whole, and in order. */
    @Test
    void required_a_rejected_row_is_held_as_it_came_R8() {
        String longText = "{\"naïve\":\"\uD83C\uDF37\n\t\"}".repeat(4_000);
        RejectedRow large = rejected("place", longText, "rule.one", "rule.two");
        replace(Fetched.of(daySlice(), T0).withRejected(BAD, large));
        List<HeldRow> held = held();
        assertThat(held).extracting(HeldRow::row).containsExactlyInAnyOrder(BAD, large);
        assertThat(held).allSatisfy(row -> {
            assertThat(row.source()).isEqualTo("source");
            assertThat(row.subject()).isEqualTo("meta/act_1");
            assertThat(row.occurrences()).isEqualTo(1);
            assertThat(row.state()).isEqualTo(HeldRow.State.HELD);
            assertThat(row.heldAt()).isEqualTo(T0);
        });
        assertThat(held).extracting(HeldRow::id).doesNotHaveDuplicates();
    }

    /** If this fails, check the identity of held rows: source, subject and raw text, not where they stood nor why. */
    @Test
    void required_the_same_rejected_row_is_held_once_R1() {
        replace(Fetched.of(daySlice(), T0).withRejected(BAD, WORSE));
        List<HeldRow> before = held();
        replace(Fetched.of(daySlice(), T0).withRejected(BAD, WORSE));
        assertThat(held()).isEqualTo(before);
        replace(Fetched.of(daySlice(), T1).withRejected(WORSE, BAD));
        assertThat(held()).hasSize(2).extracting(HeldRow::id).isEqualTo(ids(before));
        assertThat(held()).extracting(HeldRow::heldAt).containsOnly(T0);
        assertThat(held()).extracting(HeldRow::seenAt).containsOnly(T1);
    }

    /** If this fails, check that occurrences count within the latest fetch and are not summed over fetches. */
    @Test
    void required_occurrences_are_those_of_one_fetch_R1() {
        RejectedRow elsewhere = rejected("line 9", "a;b;c", "csv.number");
        replace(Fetched.of(daySlice(), T0).withRejected(BAD, elsewhere, WORSE, BAD));
        assertThat(held()).extracting(HeldRow::occurrences).containsExactlyInAnyOrder(3L, 1L);
        replace(Fetched.of(daySlice(), T1).withRejected(elsewhere, BAD, WORSE));
        assertThat(held()).extracting(HeldRow::occurrences).containsExactlyInAnyOrder(2L, 1L);
    }

    /** If this fails, check that other sources' and accounts' rows are rows of their own. */
    @Test
    void required_the_same_raw_row_of_another_account_is_another_row_R8() {
        replace(Fetched.of(daySlice(), T0).withRejected(BAD));
        replace(Fetched.of(slice(GOOGLE, Granularity.DAY, DAY, DAY), T1).withRejected(BAD));
        Slice otherSource = new Slice(
                "other", META, Level.CAMPAIGN, Granularity.DAY, daySlice().days());
        replace(Fetched.of(otherSource, T2).withRejected(BAD));
        assertThat(held()).extracting(HeldRow::subject).containsExactly("meta/act_1", "google_ads/123", "meta/act_1");
        assertThat(held()).extracting(HeldRow::heldAt).as("oldest first").containsExactly(T0, T1, T2);
    }

    /** If this fails, check that a fetch that covers the slice of a held row, and lacks the row, supersedes it. */
    @Test
    void required_a_held_row_is_superseded_when_its_slice_no_longer_has_it_R8() {
        replace(Fetched.of(daySlice(), T0).withRejected(BAD, WORSE));
        replace(Fetched.of(slice(META, Granularity.DAY, DAY.plusDays(1), DAY.plusDays(1)), T1));
        replace(Fetched.of(hourSlice(META), T1));
        replace(Fetched.of(slice(GOOGLE, Granularity.DAY, DAY, DAY), T1));
        assertThat(held()).extracting(HeldRow::state).containsOnly(HeldRow.State.HELD);

        replace(Fetched.of(daySlice(), T2).withRejected(WORSE));
        assertThat(states()).isEqualTo(Map.of("a;b;c", HeldRow.State.SUPERSEDED, "d;e;f", HeldRow.State.HELD));
        replace(Fetched.of(slice(META, Granularity.DAY, DAY.minusDays(1), DAY.plusDays(1)), T3)
                .withRejected(BAD));
        assertThat(states()).isEqualTo(Map.of("a;b;c", HeldRow.State.HELD, "d;e;f", HeldRow.State.SUPERSEDED));
        assertThat(held()).hasSize(2).extracting(HeldRow::heldAt).containsOnly(T0);
    }

    /** If this fails, check that a fetch of only some days of a held row's slice does not supersede it. */
    @Test
    void required_a_fetch_of_a_part_of_its_slice_does_not_supersede_a_held_row_R8() {
        replace(Fetched.of(slice(META, Granularity.DAY, DAY, DAY.plusDays(1)), T0)
                .withRejected(BAD));
        replace(Fetched.of(daySlice(), T1));
        replace(Fetched.of(slice(META, Granularity.DAY, DAY.plusDays(1), DAY.plusDays(9)), T1));
        assertThat(held()).extracting(HeldRow::state).containsExactly(HeldRow.State.HELD);
    }

    /** If this fails, check that rows are parked although nothing is known of their account yet. */
    @Test
    void required_rows_of_unknown_entities_are_parked_as_they_came_R8() {
        Account unheardOf = new Account("new", "new", ZoneId.of("Asia/Kathmandu"), USD);
        Observation second = row(unheardOf, "y", DAY, T0, metrics(2));
        Observation first = row(unheardOf, "x", DAY, T0, metrics(1));
        Observation third = row(unheardOf, "y", DAY.plusDays(1), T0, metrics(3));
        replace(Fetched.of(slice(unheardOf, Granularity.DAY, DAY, DAY.plusDays(1)), T0)
                .withParked(third, second, first));
        assertThat(quarantine().parkedByEntity()).isEqualTo(Map.of("new/new", Map.of("x", 1L, "y", 2L)));
        assertThat(parked(unheardOf)).containsExactly(first, second, third);
        assertThat(parked(META)).isEmpty();
        assertThat(facts(Instant.MAX)).isEmpty();
    }

    /** If this fails, check that parked rows are replaced with their slice, and with no other. */
    @Test
    void required_parked_rows_are_replaced_with_their_slice_R2() {
        replace(Fetched.of(daySlice(), T0)
                .withParked(row(META, "x", DAY, T0, metrics(1)), row(META, "y", DAY, T0, metrics(2))));
        Slice nextDay = slice(META, Granularity.DAY, DAY.plusDays(1), DAY.plusDays(1));
        Observation ofNextDay = row(META, "x", DAY.plusDays(1), T0, metrics(3));
        replace(Fetched.of(nextDay, T0).withParked(ofNextDay));
        Observation restated = row(META, "y", DAY, T1, metrics(4));
        Fetched again = Fetched.of(daySlice(), T1).withParked(restated);
        replace(again);
        replace(again);
        assertThat(parked(META)).containsExactly(ofNextDay, restated);
    }

    /** If this fails, check that re-admission moves rows, and that a row among the parked ones gets no tombstone. */
    @Test
    void required_parked_rows_are_readmitted_exactly_once_R8() {
        saveCatalog();
        Fetched content = Fetched.of(daySlice(), T0)
                .withParked(row(META, "x", DAY, T0, metrics(1)), row(META, "y", DAY, T0, metrics(2)));
        replace(content);
        assertThat(quarantine().readmit(META, Level.CAMPAIGN)).isEqualTo(receipt(0, 0, 0, 0));

        storage().catalog().save(List.of(), List.of(arm("arm-x", META, "x")));
        assertThat(quarantine().readmit(META, Level.AD)).isEqualTo(receipt(0, 0, 0, 0));
        assertThat(quarantine().readmit(GOOGLE, Level.CAMPAIGN)).isEqualTo(receipt(0, 0, 0, 0));
        assertThat(quarantine().readmit(META, Level.CAMPAIGN)).isEqualTo(receipt(1, 0, 0, 0));
        assertThat(quarantine().readmit(META, Level.CAMPAIGN)).isEqualTo(receipt(0, 0, 0, 0));
        assertThat(now("arm-x")).isEqualTo(metrics(1));
        assertThat(quarantine().parkedByEntity()).isEqualTo(Map.of("meta/act_1", Map.of("y", 1L)));

        replace(content);
        assertThat(quarantine().readmit(META, Level.CAMPAIGN)).isEqualTo(receipt(0, 0, 1, 0));
        assertThat(revisions("arm-x")).hasSize(1);
    }

    /** If this fails, check that re-admitted rows obey the same rules as any: asOf, precedence, comparison. */
    @Test
    void required_readmitted_rows_take_their_place_in_time_R3() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T0).withParked(row(META, "x", DAY, T0, metrics(1))));
        storage().catalog().save(List.of(), List.of(arm("arm-x", META, "x")));
        storage().metrics().append(META, List.of(row(META, "x", DAY, T1, metrics(2))));
        quarantine().readmit(META, Level.CAMPAIGN);
        assertThat(known("arm-x", T0)).isEqualTo(metrics(1));
        assertThat(now("arm-x")).isEqualTo(metrics(2));
    }

    static RejectedRow rejected(String where, String raw, String... rules) {
        List<RejectedRow.Reason> reasons = new ArrayList<>();
        for (String rule : rules) {
            reasons.add(new RejectedRow.Reason(rule, "cost", "1,5", "a number with a point was expected"));
        }
        return new RejectedRow(where, raw, reasons);
    }

    final QuarantineStore quarantine() {
        return storage().quarantine();
    }

    final List<HeldRow> held() {
        List<HeldRow> rows = new ArrayList<>();
        quarantine().held(EnumSet.allOf(HeldRow.State.class), rows::add);
        return rows;
    }

    private static List<String> ids(List<HeldRow> rows) {
        return rows.stream().map(HeldRow::id).toList();
    }

    private Map<String, HeldRow.State> states() {
        return Map.copyOf(
                held().stream().collect(Collectors.toMap(held -> held.row().raw(), HeldRow::state)));
    }

    final List<Observation> parked(Account account) {
        List<Observation> rows = new ArrayList<>();
        quarantine().parked(account, Level.CAMPAIGN, rows::add);
        return rows;
    }
}
