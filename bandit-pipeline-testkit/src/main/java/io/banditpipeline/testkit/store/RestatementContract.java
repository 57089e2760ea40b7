package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.DailyFacts;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Revision;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.FactQuery;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Replacing slices: idempotence (R1), restatement (R2) and two times (R3). */
abstract class RestatementContract extends CatalogContract {
    /** If this fails, check that rows are compared with what is stored, and that the second call writes nothing. */
    @Test
    void required_replacing_a_slice_again_changes_nothing_R1() {
        saveCatalog();
        Fetched content = Fetched.of(daySlice(), T0, e1(T0, 1), row(META, "e2", DAY, T0, metrics(2)));
        assertThat(replace(content)).isEqualTo(receipt(2, 0, 0, 0));
        List<DailyFact> before = facts(Instant.MAX);

        assertThat(replace(content)).isEqualTo(receipt(0, 0, 2, 0));
        assertThat(another().metrics().replace(content)).isEqualTo(receipt(0, 0, 2, 0));
        assertThat(facts(Instant.MAX)).isEqualTo(before).hasSize(2);
        assertThat(revisions("arm-1")).hasSize(1);
    }

    /** If this fails, check that an unchanged row is not stored although it was observed later. */
    @Test
    void required_a_row_that_says_the_same_later_is_unchanged_R1() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T0, e1(T0, 1)));
        assertThat(replace(Fetched.of(daySlice(), T1, e1(T1, 1)))).isEqualTo(receipt(0, 0, 1, 0));
        assertThat(revisions("arm-1")).hasSize(1);
        assertThat(facts(Instant.MAX)).containsExactly(new DailyFact("arm-1", DAY, metrics(1), T0));
    }

    /** If this fails, check that attribution belongs to what is compared and comes back. */
    @Test
    void required_another_attribution_is_a_change_R2() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T0, e1(T0, 1)));
        Attribution attribution = new Attribution(Attribution.Basis.CLICK_DATE, "7d_click_1d_view");
        Observation plain = e1(T1, 1);
        Observation attributed = new Observation(
                plain.entity(),
                plain.interval(),
                plain.observedAt(),
                plain.origin(),
                plain.metrics(),
                plain.currency(),
                attribution);
        assertThat(replace(Fetched.of(daySlice(), T1, attributed))).isEqualTo(receipt(0, 1, 0, 0));
        assertThat(revisions("arm-1").get(1)).isEqualTo(new Revision("arm-1", attributed, false, true));
    }

    /**
     * If this fails, check that a restated row becomes a second revision, and the daily fact follows without adding.
     */
    @Test
    void required_a_restated_row_supersedes_without_adding_R2() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T0, e1(T0, 1), row(META, "e2", DAY, T0, metrics(5))));
        assertThat(replace(Fetched.of(daySlice(), T1, e1(T1, 2), row(META, "e2", DAY, T1, metrics(5)))))
                .isEqualTo(receipt(0, 1, 1, 0));
        assertThat(facts(Instant.MAX))
                .containsExactly(
                        new DailyFact("arm-1", DAY, metrics(2), T1), new DailyFact("arm-2", DAY, metrics(5), T0));
        assertThat(revisions("arm-1"))
                .containsExactly(
                        new Revision("arm-1", e1(T0, 1), false, false), new Revision("arm-1", e1(T1, 2), false, true));
    }

    /** If this fails, check that rows missing from a later fetch get a tombstone, and only one. */
    @Test
    void required_a_vanished_row_gets_a_tombstone_R2() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T0, e1(T0, 1), row(META, "e2", DAY, T0, metrics(2))));
        Fetched without = Fetched.of(daySlice(), T1, row(META, "e2", DAY, T1, metrics(2)));
        assertThat(replace(without)).isEqualTo(receipt(0, 0, 1, 1));
        assertThat(replace(without)).isEqualTo(receipt(0, 0, 1, 0));
        assertThat(replace(Fetched.of(daySlice(), T2, row(META, "e2", DAY, T2, metrics(2)))))
                .isEqualTo(receipt(0, 0, 1, 0));

        assertThat(now("arm-1")).isNull();
        assertThat(facts(Instant.MAX)).extracting(DailyFact::armId).containsExactly("arm-2");
        Revision tombstone = revisions("arm-1").get(1);
        assertThat(tombstone.tombstone()).isTrue();
        assertThat(tombstone.effective()).isTrue();
        assertThat(tombstone.observation().observedAt()).isEqualTo(T1);
        assertThat(tombstone.observation().metrics()).isEqualTo(Metrics.NONE);
    }

    /** If this fails, check that a slice with a row that could not be read buries nothing: that row may be the one. */
    @Test
    void required_nothing_vanishes_from_a_slice_with_unreadable_rows_R2_R8() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T0, e1(T0, 1), row(META, "e2", DAY, T0, metrics(2))));
        RejectedRow unreadable = new RejectedRow(
                "line 2",
                "e1;oops",
                List.of(new RejectedRow.Reason("csv.number", "clicks", "oops", "expected a number")));
        Fetched partly =
                Fetched.of(daySlice(), T1, row(META, "e2", DAY, T1, metrics(3))).withRejected(unreadable);

        assertThat(replace(partly)).isEqualTo(receipt(0, 1, 0, 0));
        assertThat(facts(Instant.MAX)).extracting(DailyFact::armId).containsExactly("arm-1", "arm-2");
        assertThat(replace(Fetched.of(daySlice(), T2, row(META, "e2", DAY, T2, metrics(3)))))
                .isEqualTo(receipt(0, 0, 1, 1));
    }

    /**
     * If this fails, check that rows of precedence 0 are buried though others of the slice could not be read: they
     * would stand for a whole day of which they know a part.
     */
    @Test
    void required_what_was_seen_of_an_open_day_does_not_outlive_it_though_its_row_is_unreadable_R2_R4_R8() {
        saveCatalog();
        Instant open = DAY.atTime(15, 0).toInstant(ZoneOffset.UTC);
        Instant start = DAY.atStartOfDay(NEW_YORK).toInstant();
        replace(Fetched.of(daySlice(), open, e1(open, 1)).completeUntil(start));
        assertThat(now("arm-1")).isEqualTo(metrics(1));
        RejectedRow unreadable = new RejectedRow(
                "line 1",
                "e1;oops",
                List.of(new RejectedRow.Reason("csv.number", "clicks", "oops", "expected a number")));
        Fetched over =
                Fetched.of(daySlice(), T1, row(META, "e2", DAY, T1, metrics(3))).withRejected(unreadable);

        assertThat(replace(over)).isEqualTo(receipt(1, 0, 0, 1));
        assertThat(facts(Instant.MAX)).extracting(DailyFact::armId).containsExactly("arm-2");
        assertThat(replace(over)).isEqualTo(receipt(0, 0, 1, 0));
        assertThat(replace(Fetched.of(daySlice(), T2, e1(T2, 5), row(META, "e2", DAY, T2, metrics(3)))))
                .isEqualTo(receipt(1, 0, 1, 0));
    }

    /** If this fails, check that a row after a tombstone counts as added, even with the values from before. */
    @Test
    void required_a_row_may_reappear_R2() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T0, e1(T0, 1)));
        replace(Fetched.of(daySlice(), T1));
        assertThat(replace(Fetched.of(daySlice(), T2, e1(T2, 1)))).isEqualTo(receipt(1, 0, 0, 0));
        assertKnown(T0, metrics(1));
        assertKnown(T1, null);
        assertKnown(T2, metrics(1));
    }

    /** If this fails, check that tombstones keep to the slice: its account, level, granularity and days. */
    @Test
    void required_a_slice_removes_only_what_is_in_it_R2() {
        saveCatalog();
        storage().catalog().save(List.of(), List.of(adLevelArm("arm-ad", META, "e1")));
        replace(Fetched.of(
                slice(META, Granularity.DAY, DAY.minusDays(1), DAY.plusDays(1)),
                T0,
                row(META, "e1", DAY.minusDays(1), T0, metrics(1)),
                e1(T0, 2),
                row(META, "e1", DAY.plusDays(1), T0, metrics(3))));
        replace(Fetched.of(slice(GOOGLE, Granularity.DAY, DAY, DAY), T0, row(GOOGLE, "g1", DAY, T0, metrics(4))));
        storage().metrics().append(META, List.of(adLevel(e1(T0, 5))));

        assertThat(replace(Fetched.of(hourSlice(META), T1))).isEqualTo(receipt(0, 0, 0, 0));
        assertThat(replace(Fetched.of(daySlice(), T1))).isEqualTo(receipt(0, 0, 0, 1));
        assertThat(facts(Instant.MAX))
                .extracting(DailyFact::armId, DailyFact::metrics)
                .containsExactly(
                        tuple("arm-1", metrics(1)),
                        tuple("arm-1", metrics(3)),
                        tuple("arm-ad", metrics(5)),
                        tuple("arm-g", metrics(4)));
    }

    /** If this fails, check that intervals that start at or after completeUntil get no tombstone. */
    @Test
    void required_intervals_that_the_slice_does_not_speak_of_yet_get_no_tombstone_R2() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T0, e1(T0, 1)));
        Instant start = e1(T0, 1).interval().start();
        assertThat(replace(Fetched.of(daySlice(), T1).completeUntil(start))).isEqualTo(receipt(0, 0, 0, 0));
        assertThat(now("arm-1")).isEqualTo(metrics(1));
        assertThat(replace(Fetched.of(daySlice(), T2).completeUntil(start.plusNanos(1_000))))
                .isEqualTo(receipt(0, 0, 0, 1));
        assertThat(now("arm-1")).isNull();
    }

    /** If this fails, check that a question about the past looks at revisions and not at the current roll-up. */
    @Test
    void required_as_of_gives_what_was_known_then_R3() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T0, e1(T0, 1)));
        replace(Fetched.of(daySlice(), T1, e1(T1, 2)));
        replace(Fetched.of(daySlice(), T2));
        replace(Fetched.of(daySlice(), T3, e1(T3, 4)));

        assertKnown(Instant.MIN, null);
        assertKnown(T0.minusNanos(1_000), null);
        assertKnown(T0, metrics(1));
        assertKnown(T1.minusNanos(1_000), metrics(1));
        assertKnown(T1, metrics(2));
        assertKnown(T2.minusNanos(1_000), metrics(2));
        assertKnown(T2, null);
        assertKnown(T3, metrics(4));
        assertKnown(Instant.MAX, metrics(4));
    }

    /** If this fails, check that a late row finds its place by observedAt and not by the order of arrival. */
    @Test
    void required_an_older_observation_that_arrives_late_appears_only_as_of_then_R3() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T0, e1(T0, 1)));
        replace(Fetched.of(daySlice(), T3, e1(T3, 4)));
        assertThat(replace(Fetched.of(daySlice(), T1, e1(T1, 2)))).isEqualTo(receipt(0, 1, 0, 0));

        assertKnown(T0, metrics(1));
        assertKnown(T1, metrics(2));
        assertKnown(T3, metrics(4));
        assertKnown(Instant.MAX, metrics(4));
        assertThat(revisions("arm-1")).extracting(Revision::effective).containsExactly(false, false, true);
    }

    /** If this fails, check that unchanged means: as the revision that was effective at the row's own observedAt. */
    @Test
    void required_a_late_row_is_compared_with_what_counted_at_its_own_moment_R3() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T1, e1(T1, 1)));
        replace(Fetched.of(daySlice(), T3, e1(T3, 2)));
        assertThat(replace(Fetched.of(daySlice(), T2, e1(T2, 1)))).isEqualTo(receipt(0, 0, 1, 0));
        assertThat(replace(Fetched.of(daySlice(), T0, e1(T0, 2)))).isEqualTo(receipt(1, 0, 0, 0));
        assertThat(replace(Fetched.of(daySlice(), T4, e1(T4, 1)))).isEqualTo(receipt(0, 1, 0, 0));
        assertKnown(T0, metrics(2));
        assertKnown(T2, metrics(1));
        assertKnown(T3, metrics(2));
        assertKnown(T4, metrics(1));
    }

    /** If this fails, check that a late fetch removes only what counted at its moment, and only for that time. */
    @Test
    void required_a_late_fetch_without_a_row_removes_it_only_as_of_then_R3() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T1, e1(T1, 1)));
        assertThat(replace(Fetched.of(daySlice(), T0))).isEqualTo(receipt(0, 0, 0, 0));
        replace(Fetched.of(daySlice(), T3, e1(T3, 2)));
        assertThat(replace(Fetched.of(daySlice(), T2))).isEqualTo(receipt(0, 0, 0, 1));
        assertKnown(T1, metrics(1));
        assertKnown(T2, null);
        assertKnown(Instant.MAX, metrics(2));
    }

    /** If this fails, check the upsert: of two rows of one moment the later write stands. */
    @Test
    void required_of_two_rows_of_one_moment_the_later_write_stands_R3() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T0, e1(T0, 1)));
        replace(Fetched.of(daySlice(), T1, e1(T1, 2)));
        assertThat(replace(Fetched.of(daySlice(), T1, e1(T1, 3)))).isEqualTo(receipt(0, 1, 0, 0));
        assertThat(revisions("arm-1")).hasSize(2);
        assertKnown(T0, metrics(1));
        assertKnown(T1, metrics(3));
        assertThat(replace(Fetched.of(daySlice(), T0, e1(T0, 7)))).isEqualTo(receipt(0, 1, 0, 0));
        assertKnown(T0, metrics(7));
        assertKnown(T1, metrics(3));
    }

    /** If this fails, check that a stream of facts keeps to its asOf when it is read again after a write. */
    @Test
    void required_facts_can_be_read_again_R3() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T0, e1(T0, 1)));
        DailyFacts stream = storage().metrics().dailyFacts(new FactQuery(CAMPAIGN.id(), ALL_DAYS, T0));
        List<DailyFact> once = new ArrayList<>();
        stream.forEach(once::add);
        replace(Fetched.of(daySlice(), T1, e1(T1, 2)));
        List<DailyFact> again = new ArrayList<>();
        stream.forEach(again::add);
        assertThat(again).isEqualTo(once).containsExactly(new DailyFact("arm-1", DAY, metrics(1), T0));
    }

    /** If this fails, check that a row of an unknown entity stops the whole call before anything is written. */
    @Test
    void required_a_row_of_an_unknown_entity_is_refused_with_its_slice() {
        saveCatalog();
        Observation stranger = row(META, "stranger", DAY, T0, metrics(9));
        assertThatThrownBy(() -> replace(Fetched.of(daySlice(), T0, e1(T0, 1), stranger)))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("stranger");
        assertThatThrownBy(() -> storage().metrics().append(META, List.of(e1(T0, 1), stranger)))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("stranger");
        assertThat(facts(Instant.MAX)).isEmpty();
        assertThat(storage().metrics().watermark("source", META, Level.CAMPAIGN, Granularity.DAY))
                .isEmpty();
    }

    /** If this fails, check the order of revisions: entity, interval, observation time; and that days bound them. */
    @Test
    void required_revisions_come_by_entity_interval_and_observation_time() {
        saveCatalog();
        replace(Fetched.of(
                slice(META, Granularity.DAY, DAY, DAY.plusDays(1)),
                T0,
                row(META, "e3", DAY, T0, metrics(1)),
                row(META, "e2", DAY.plusDays(1), T0, metrics(2)),
                row(META, "e2", DAY, T0, metrics(3))));
        replace(Fetched.of(daySlice(), T1, row(META, "e2", DAY, T1, metrics(4)), row(META, "e3", DAY, T1, metrics(1))));
        assertThat(revisions("arm-2"))
                .extracting(revision -> revision.observation().metrics())
                .containsExactly(metrics(3), metrics(4), metrics(2), metrics(1));
        List<Revision> ofTheNextDay = new ArrayList<>();
        storage().metrics().revisions("arm-2", DateRange.of(DAY.plusDays(1)), ofTheNextDay::add);
        assertThat(ofTheNextDay)
                .extracting(revision -> revision.observation().metrics())
                .containsExactly(metrics(2));
        assertThat(revisions("nobody")).isEmpty();
    }
}
