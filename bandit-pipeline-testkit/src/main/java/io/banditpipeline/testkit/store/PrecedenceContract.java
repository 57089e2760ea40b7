package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Revision;
import io.banditpipeline.metric.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts, and what is added: pulled and pushed rows (R4), days and hours, entities, quantities not reported. */
abstract class PrecedenceContract extends RestatementContract {
    private static final Interval DAY_INTERVAL = Interval.ofDay(DAY, META.zone());
    private static final Instant OPEN_1 = DAY_INTERVAL.start().plus(Duration.ofHours(5));
    private static final Instant OPEN_2 = OPEN_1.plus(Duration.ofHours(1));
    private static final Instant OPEN_3 = OPEN_1.plus(Duration.ofHours(2));

    /** If this fails, check precedence: open pull 0, push 1, settled pull 2; and that nothing is ever added. */
    @Test
    void required_a_push_counts_until_the_settled_pull_replaces_it_R4() {
        saveCatalog();
        push(OPEN_1, 1);
        assertThat(now("arm-1")).isEqualTo(metrics(1));
        replace(Fetched.of(daySlice(), OPEN_2, e1(OPEN_2, 2)));
        assertThat(now("arm-1"))
                .as("a pull of an open day does not replace a push")
                .isEqualTo(metrics(1));
        push(OPEN_3, 3);
        assertThat(now("arm-1")).isEqualTo(metrics(3));
        replace(Fetched.of(daySlice(), T0, e1(T0, 4)));
        assertThat(now("arm-1")).isEqualTo(metrics(4));
        push(T1, 5);
        assertThat(now("arm-1"))
                .as("a late push does not replace a settled pull")
                .isEqualTo(metrics(4));

        assertKnown(OPEN_2, metrics(1));
        assertKnown(OPEN_3, metrics(3));
        assertKnown(T1, metrics(4));
        assertThat(revisions("arm-1"))
                .extracting(Revision::effective)
                .containsExactly(false, false, false, true, false);
    }

    /** If this fails, check that an open pull counts where there is no push. */
    @Test
    void required_an_open_pull_counts_until_a_push_comes_R4() {
        saveCatalog();
        replace(Fetched.of(daySlice(), OPEN_1, e1(OPEN_1, 1)));
        assertThat(now("arm-1")).isEqualTo(metrics(1));
        push(OPEN_2, 2);
        assertThat(now("arm-1")).isEqualTo(metrics(2));
    }

    /**
     * If this fails, check that precedence is part of the comparison: a settled row must be stored to outrank a push.
     */
    @Test
    void required_a_settled_row_is_stored_though_it_says_what_the_open_one_said_R4() {
        saveCatalog();
        replace(Fetched.of(daySlice(), OPEN_1, e1(OPEN_1, 1)));
        assertThat(replace(Fetched.of(daySlice(), T0, e1(T0, 1)))).isEqualTo(receipt(0, 1, 0, 0));
        push(T1, 2);
        assertThat(now("arm-1")).isEqualTo(metrics(1));
    }

    /**
     * If this fails, check that an open fetch without the row does not remove what was pushed, and a settled one does.
     */
    @Test
    void required_a_push_is_removed_only_by_a_settled_fetch_R4() {
        saveCatalog();
        push(OPEN_1, 1);
        assertThat(replace(Fetched.of(daySlice(), OPEN_2))).isEqualTo(receipt(0, 0, 0, 0));
        assertThat(now("arm-1")).isEqualTo(metrics(1));
        assertThat(replace(Fetched.of(daySlice(), T0))).isEqualTo(receipt(0, 0, 0, 1));
        assertThat(now("arm-1")).isNull();
        push(T1, 2);
        assertThat(now("arm-1"))
                .as("a late push does not undo a settled removal")
                .isNull();
    }

    /** If this fails, check that revisions are told apart by origin too, so that a push cannot overwrite a pull. */
    @Test
    void required_a_push_and_a_pull_of_one_moment_are_both_kept_R4() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T0, e1(T0, 1)));
        push(T0, 2);
        assertThat(now("arm-1")).isEqualTo(metrics(1));
        assertThat(revisions("arm-1")).hasSize(2);
        replace(Fetched.of(daySlice(), T0, e1(T0, 1)));
        push(T0, 2);
        assertThat(revisions("arm-1")).hasSize(2);
    }

    /** If this fails, check that appending the same rows again stores nothing (R1), and removes nothing (R2). */
    @Test
    void required_appending_is_idempotent_and_removes_nothing_R1() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T0, row(META, "e2", DAY, T0, metrics(1))));
        List<Observation> rows = List.of(pushed(META, "e1", DAY_INTERVAL, T1, metrics(2)));
        assertThat(storage().metrics().append(META, rows)).isEqualTo(receipt(1, 0, 0, 0));
        assertThat(storage().metrics().append(META, rows)).isEqualTo(receipt(0, 0, 1, 0));
        assertThat(now("arm-2")).isEqualTo(metrics(1));
        assertThat(storage().metrics().watermarks()).hasSize(1);
    }

    /** If this fails, check that appended rows are not reduced to one for each entity and interval. */
    @Test
    void required_several_appended_rows_of_one_interval_are_all_kept_R3() {
        saveCatalog();
        storage()
                .metrics()
                .append(
                        META,
                        List.of(
                                pushed(META, "e1", DAY_INTERVAL, OPEN_3, metrics(3)),
                                pushed(META, "e1", DAY_INTERVAL, OPEN_1, metrics(1)),
                                pushed(META, "e1", DAY_INTERVAL, OPEN_2, metrics(2))));
        assertKnown(OPEN_1, metrics(1));
        assertKnown(OPEN_2, metrics(2));
        assertKnown(Instant.MAX, metrics(3));
    }

    /** If this fails, check that hours are added up to the day, and that one restated hour changes the sum. */
    @Test
    void required_hours_are_added_up_to_their_day() {
        saveCatalog();
        replace(Fetched.of(hourSlice(META), T0, hour(0, T0, 1), hour(1, T0, 2), hour(23, T0, 3)));
        assertThat(now("arm-1")).isEqualTo(metrics(1).plus(metrics(2)).plus(metrics(3)));
        replace(Fetched.of(hourSlice(META), T1, hour(0, T1, 1), hour(1, T1, 7)));
        assertThat(facts(Instant.MAX))
                .containsExactly(new DailyFact("arm-1", DAY, metrics(1).plus(metrics(7)), T1));
        assertKnown(T0, metrics(1).plus(metrics(2)).plus(metrics(3)));
    }

    /** If this fails, check that a row of the day stands for the day, whatever the order in which rows came. */
    @Test
    void required_a_row_of_the_day_stands_for_its_hours() {
        saveCatalog();
        replace(Fetched.of(hourSlice(META), T0, hour(0, T0, 1), hour(1, T0, 2)));
        replace(Fetched.of(daySlice(), T1, e1(T1, 9)));
        replace(Fetched.of(hourSlice(META), T2, hour(0, T2, 3), hour(1, T2, 4)));
        assertThat(facts(Instant.MAX)).containsExactly(new DailyFact("arm-1", DAY, metrics(9), T1));
        assertKnown(T0, metrics(1).plus(metrics(2)));
        assertKnown(T2, metrics(9));
    }

    /** If this fails, check that the tombstone of a day's row hides the hours too. */
    @Test
    void required_a_vanished_row_of_the_day_stands_for_its_hours_too() {
        saveCatalog();
        replace(Fetched.of(hourSlice(META), T0, hour(0, T0, 1)));
        replace(Fetched.of(daySlice(), T1, e1(T1, 9)));
        replace(Fetched.of(daySlice(), T2));
        assertThat(facts(Instant.MAX)).isEmpty();
        assertThat(storage().metrics().days(CAMPAIGN.id())).isEmpty();
        assertKnown(T0, metrics(1));
        assertKnown(T1, metrics(9));
    }

    /** If this fails, check that day and hours are weighed for each entity, and that entities are then added. */
    @Test
    void required_the_entities_of_an_arm_are_added() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T0, row(META, "e2", DAY, T0, metrics(1)), e1(T0, 50)));
        Observation hourOfE3 = pulled(META, "e3", hourInterval(4), T1, metrics(2));
        Observation hourOfE2 = pulled(META, "e2", hourInterval(4), T1, metrics(40));
        replace(Fetched.of(hourSlice(META), T1, hourOfE2, hourOfE3));
        assertThat(facts(Instant.MAX))
                .containsExactly(
                        new DailyFact("arm-1", DAY, metrics(50), T0),
                        new DailyFact("arm-2", DAY, metrics(1).plus(metrics(2)), T1));
    }

    /** If this fails, check that a vanished entity leaves the sum, and observedAt is that of the rows that are left. */
    @Test
    void required_a_vanished_entity_leaves_the_sum_R2() {
        saveCatalog();
        replace(Fetched.of(daySlice(), T0, row(META, "e2", DAY, T0, metrics(1)), row(META, "e3", DAY, T0, metrics(2))));
        replace(Fetched.of(daySlice(), T1, row(META, "e3", DAY, T1, metrics(2))));
        assertThat(facts(Instant.MAX)).containsExactly(new DailyFact("arm-2", DAY, metrics(2), T0));
    }

    /** If this fails, check that a quantity that was not reported is null and not 0, also after adding. */
    @Test
    void required_absent_is_not_zero() {
        saveCatalog();
        Metrics absent = new Metrics(5, Metrics.ABSENT, 0, Metrics.ABSENT, -3);
        replace(Fetched.of(
                daySlice(),
                T0,
                row(META, "e1", DAY, T0, Metrics.NONE),
                row(META, "e2", DAY, T0, absent),
                row(META, "e3", DAY, T0, Metrics.NONE.with(Metric.CLICKS, 4))));
        assertThat(now("arm-1")).isEqualTo(Metrics.NONE);
        assertThat(now("arm-2")).isEqualTo(new Metrics(5, 4, 0, Metrics.ABSENT, -3));
        assertThat(known("arm-2", T0)).isEqualTo(new Metrics(5, 4, 0, Metrics.ABSENT, -3));
        assertThat(revisions("arm-1").get(0).tombstone()).isFalse();
        assertThat(revisions("arm-2").get(0).observation().metrics()).isEqualTo(absent);
        assertThat(replace(Fetched.of(
                        daySlice(),
                        T1,
                        row(META, "e1", DAY, T1, Metrics.NONE),
                        row(META, "e2", DAY, T1, absent.with(Metric.CLICKS, 0)),
                        row(META, "e3", DAY, T1, Metrics.NONE.with(Metric.CLICKS, 4)))))
                .isEqualTo(receipt(0, 1, 2, 0));
    }

    /** If this fails, check that quantities are 64-bit integers on the whole way, sums and as-of questions included. */
    @Test
    void required_large_quantities_are_exact() {
        saveCatalog();
        Metrics large = new Metrics(Long.MAX_VALUE - 1, 9_007_199_254_740_993L, Long.MAX_VALUE, 1, Long.MIN_VALUE + 1);
        Metrics one = new Metrics(1, 9_007_199_254_740_993L, 0, 0, 0);
        replace(Fetched.of(daySlice(), T0, row(META, "e2", DAY, T0, large), row(META, "e3", DAY, T0, one)));
        assertThat(now("arm-2")).isEqualTo(large.plus(one));
        replace(Fetched.of(daySlice(), T1));
        assertThat(known("arm-2", T0)).isEqualTo(large.plus(one));
    }

    /** If this fails, check that days without facts do not stretch the range. */
    @Test
    void required_days_are_those_of_the_facts() {
        saveCatalog();
        assertThat(storage().metrics().days(CAMPAIGN.id())).isEmpty();
        Slice week = slice(META, Granularity.DAY, DAY, DAY.plusDays(6));
        replace(Fetched.of(
                week,
                T0,
                e1(T0, 1),
                row(META, "e2", DAY.plusDays(3), T0, metrics(2)),
                row(META, "e2", DAY.plusDays(6), T0, metrics(2))));
        assertThat(storage().metrics().days(CAMPAIGN.id())).contains(week.days());
        replace(Fetched.of(week, T1, e1(T1, 1), row(META, "e2", DAY.plusDays(3), T1, metrics(2))));
        assertThat(storage().metrics().days(CAMPAIGN.id())).contains(new DateRange(DAY, DAY.plusDays(3)));
        assertThat(storage().metrics().days("nobody")).isEmpty();
    }

    private void push(Instant at, long number) {
        storage().metrics().append(META, List.of(pushed(META, "e1", DAY_INTERVAL, at, metrics(number))));
    }

    private static Interval hourInterval(int hour) {
        return Interval.ofHour(DAY_INTERVAL.start().plus(Duration.ofHours(hour)), META.zone());
    }

    private static Observation hour(int hour, Instant observedAt, long number) {
        return pulled(META, "e1", hourInterval(hour), observedAt, metrics(number));
    }
}
