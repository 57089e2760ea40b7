package io.banditpipeline.core.internal.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.core.internal.quality.AccountReport;
import io.banditpipeline.core.internal.quality.RowTally;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Verdict;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.Cancellation;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountCollectionTest extends CollectionFixture {
    @Test
    void a_collection_that_broke_off_goes_on_after_what_it_stored_and_counts_each_slice_once_R1_R14() {
        scripted.put(ACCOUNT, ENTITY, TODAY.minusDays(12), metrics(5).with(Metric.CLICKS, -5));
        source = new Interposed(scripted, breaksOnceIn(days(19, 10), 4));
        AccountCollection collection = collection(30, new Reach.Due());
        assertThatThrownBy(() -> run(collection)).isInstanceOf(SourceException.class);
        AccountReport half = collection.report(Optional.of("broken"));
        assertThat(half.counts().fetched()).isEqualTo(10);
        assertThat(half.days()).contains(days(29, 20));
        assertThat(half.tallies().days()).hasSize(10);
        assertThat(collection.messages()).isEmpty();
        assertThat(complete()).isEqualTo(days(29, 20));

        run(collection);
        assertThat(scripted.fetches())
                .extracting(Slice::days)
                .containsExactly(days(29, 20), days(19, 10), days(19, 10), days(9, 0));
        AccountReport whole = collection.report(Optional.empty());
        assertThat(whole.counts().fetched()).isEqualTo(30);
        assertThat(whole.counts().quarantined()).isEqualTo(1);
        assertThat(whole.counts().addsUp()).isTrue();
        assertThat(whole.days()).contains(days(29, 0));
        assertThat(whole.tallies().days()).hasSize(30);
        assertThat(whole.tallies().of(TODAY.minusDays(12))).isEqualTo(RowTally.ERROR);
        assertThat(whole.tallies().of("a", TODAY.minusDays(13))).isEqualTo(RowTally.GOOD);
        assertThat(collection.messages()).singleElement().asString().contains("[row.negative]");
        assertThat(complete()).isEqualTo(days(29, 0));

        run(collection);
        assertThat(scripted.fetches()).hasSize(4);
        assertThat(collection.report(Optional.empty()).counts()).isEqualTo(whole.counts());
    }

    @Test
    void history_that_cannot_be_fetched_leaves_the_recent_days_up_to_date_R10() {
        assertThat(collection(90, new Reach.Due())
                        .report(Optional.of("refused"))
                        .upToDate())
                .isFalse();
        source = new Interposed(scripted, breaksOnceIn(days(69, 60), 0));
        AccountCollection collection = collection(90, new Reach.Due());
        assertThatThrownBy(() -> run(collection)).isInstanceOf(SourceException.class);
        AccountReport report = collection.report(Optional.of("no history"));
        assertThat(report.upToDate()).isTrue();
        assertThat(report.failure()).contains("no history");
        assertThat(complete()).isEqualTo(days(59, 0));

        AccountCollection next = collection(90, new Reach.Due());
        run(next);
        assertThat(next.report(Optional.empty()).upToDate()).isTrue();
        assertThat(complete()).isEqualTo(days(89, 0));
    }

    @Test
    void recent_days_that_cannot_be_fetched_leave_the_account_behind_R10() {
        source = new Interposed(scripted, breaksOnceIn(days(9, 0), 0));
        AccountCollection collection = collection(30, new Reach.Due());
        assertThatThrownBy(() -> run(collection)).isInstanceOf(SourceException.class);
        assertThat(collection.report(Optional.of("broken")).upToDate()).isFalse();
        assertThat(complete()).isEqualTo(days(29, 10));
    }

    @Test
    void a_refused_slice_ends_the_account_and_is_not_asked_for_again_R8_R10() {
        rules.add(new Refusing(TODAY.minusDays(65)));
        AccountCollection collection = collection(90, new Reach.Due());
        run(collection);
        run(collection);
        assertThat(collection.refusal()).hasValueSatisfying(why -> assertThat(why)
                .startsWith("the slice of " + days(69, 60) + " is refused by rule test.refusing: expected no such day")
                .endsWith("its rows wait in quarantine to be released, corrected or rejected"));
        AccountReport report = collection.report(Optional.empty());
        assertThat(report.failure()).isEqualTo(collection.refusal());
        assertThat(report.upToDate()).isTrue();
        assertThat(report.counts().quarantined()).isEqualTo(10);
        assertThat(report.findings()).extracting("rule").containsExactly("test.refusing");
        assertThat(scripted.fetches()).hasSize(7);
        assertThat(complete()).isEqualTo(days(59, 0));
    }

    @Test
    void the_open_day_is_stored_but_is_neither_complete_nor_judged_among_others_R2_R7() {
        rules.add(new Refusing(TODAY));
        run(collection(30, new Reach.Due()));
        AccountCollection hourly = collection(30, new Reach.Recent());
        run(hourly);
        AccountReport report = hourly.report(Optional.empty());
        assertThat(report.failure()).isEmpty();
        assertThat(report.findings()).isEmpty();
        assertThat(report.days()).contains(days(0, 0));
        assertThat(report.tallies().days()).hasSize(1);
        assertThat(report.counts().fetched()).isEqualTo(2);
        assertThat(facts()).containsEntry(TODAY, metrics(TODAY.getDayOfMonth()));
        assertThat(complete()).isEqualTo(days(29, 0));

        clock.advance(Duration.ofHours(1));
        scripted.put(ACCOUNT, ENTITY, TODAY, metrics(400).with(Metric.CLICKS, -4));
        AccountCollection bad = collection(30, new Reach.Recent());
        run(bad);
        assertThat(bad.report(Optional.empty()).counts().quarantined()).isEqualTo(1);
        assertThat(bad.messages()).singleElement().asString().contains("[row.negative]");
        assertThat(facts()).containsEntry(TODAY, metrics(TODAY.getDayOfMonth()));
    }

    @Test
    void a_row_that_the_open_day_lacks_for_an_hour_is_not_taken_to_be_gone_but_one_of_yesterday_is_R2() {
        run(collection(30, new Reach.Due()));
        run(collection(30, new Reach.Recent()));
        clock.advance(Duration.ofHours(1));
        for (LocalDate day : List.of(TODAY, TODAY.minusDays(1))) {
            scripted.remove(ACCOUNT, ENTITY, io.banditpipeline.metric.Interval.ofDay(day, ZONE));
        }
        AccountCollection hourly = collection(30, new Reach.Recent());
        run(hourly);
        assertThat(hourly.report(Optional.empty()).counts().removed()).isEqualTo(1);
        assertThat(facts()).containsKey(TODAY).doesNotContainKey(TODAY.minusDays(1));
    }

    @Test
    void an_hourly_collection_of_a_day_does_not_touch_those_before_it() {
        run(collection(30, new Reach.Due()));
        Map<LocalDate, io.banditpipeline.metric.Metrics> before = facts();
        for (int day = 1; day < 30; day++) {
            scripted.put(ACCOUNT, ENTITY, TODAY.minusDays(day + 1L), metrics(999));
        }
        run(collection(30, new Reach.Recent()));
        before.put(TODAY, metrics(TODAY.getDayOfMonth()));
        assertThat(facts()).isEqualTo(before);
    }

    @Test
    void a_range_is_replaced_though_it_is_known_and_nothing_outside_it_is_touched_R2() {
        run(collection(60, new Reach.Due()));
        for (int day = 0; day < 60; day++) {
            scripted.put(ACCOUNT, ENTITY, TODAY.minusDays(day + 1L), metrics(999));
        }
        clock.advance(Duration.ofHours(1));
        AccountCollection missing = collection(60, new Reach.Missing(days(40, 20)));
        run(missing);
        assertThat(missing.report(Optional.empty()).days()).isEmpty();
        run(collection(60, new Reach.Days(days(40, 20))));
        facts().forEach((day, metrics) -> assertThat(metrics.clicks() == 999)
                .as("%s is replaced", day)
                .isEqualTo(days(40, 20).contains(day)));
        assertThat(complete()).isEqualTo(days(59, 0));
    }

    @Test
    void a_backfill_of_yesterday_after_days_away_leaves_the_gap_to_the_next_daily_run_R2_R7() {
        run(collection(30, new Reach.Due()));
        clock.advance(Duration.ofDays(5));
        for (int day = 0; day < 5; day++) {
            scripted.put(ACCOUNT, ENTITY, TODAY.plusDays(day), metrics(100 + day));
        }
        DateRange yesterday = DateRange.of(TODAY.plusDays(4));
        for (Reach reach : List.of(new Reach.Days(yesterday), new Reach.Missing(yesterday))) {
            run(collection(30, reach));
            assertThat(complete()).as("after %s", reach).isEqualTo(days(29, 0));
        }
        assertThat(storedDays(TODAY, TODAY.plusDays(4))).containsExactly(TODAY.plusDays(4));
        run(collection(30, new Reach.Due()));
        assertThat(complete()).isEqualTo(new DateRange(TODAY.minusDays(30), TODAY.plusDays(4)));
        assertThat(storedDays(TODAY, TODAY.plusDays(4))).hasSize(5);
    }

    private List<LocalDate> storedDays(LocalDate first, LocalDate last) {
        List<LocalDate> stored = new ArrayList<>();
        storage.metrics()
                .dailyFacts(
                        new io.banditpipeline.store.FactQuery("c", new DateRange(first, last), java.time.Instant.MAX))
                .forEach(fact -> stored.add(fact.day()));
        return stored;
    }

    @Test
    void a_row_that_an_hourly_run_stored_before_a_collection_went_on_and_that_vanished_since_is_gone_R2_R4() {
        run(collection(30, new Reach.Due()));
        clock.advance(Duration.ofHours(1));
        LocalDate yesterday = TODAY.minusDays(1);
        source = new Interposed(scripted, breaksOnceIn(days(2, 0), 0));
        AccountCollection daily = collection(30, new Reach.Due());
        assertThatThrownBy(() -> run(daily)).isInstanceOf(SourceException.class);
        clock.advance(Duration.ofHours(1));
        scripted.put(ACCOUNT, ENTITY, yesterday, metrics(777));
        run(collection(30, new Reach.Recent()));
        assertThat(facts()).containsEntry(yesterday, metrics(777));

        clock.advance(Duration.ofHours(1));
        scripted.remove(ACCOUNT, ENTITY, io.banditpipeline.metric.Interval.ofDay(yesterday, ZONE));
        run(daily);
        assertThat(daily.report(Optional.empty()).counts().removed()).isEqualTo(1);
        assertThat(facts()).doesNotContainKey(yesterday).containsKey(TODAY.minusDays(2));
    }

    @Test
    void progress_tells_how_many_slices_are_done_and_how_long_the_rest_may_take() {
        source = new Interposed(scripted, (slice, sink) -> {
            scripted.fetch(slice, sink);
            clock.advance(Duration.ofMinutes(slice.days().days()));
        });
        List<String> told = new ArrayList<>();
        collection(45, new Reach.Due())
                .run(
                        Cancellation.never(),
                        (done, total, detail) -> told.add(done + "/" + total + " " + detail),
                        slice -> Map.of());
        assertThat(told)
                .containsExactly(
                        "0/5 0 of 5 slices; now " + days(44, 35),
                        "1/5 1 of 5 slices, about 35 min left; now " + days(34, 25),
                        "2/5 2 of 5 slices, about 25 min left; now " + days(24, 15),
                        "3/5 3 of 5 slices, about 15 min left; now " + days(14, 5),
                        "4/5 4 of 5 slices, about 5 min left; now " + days(4, 0),
                        "5/5 meta/act_1 is done");
    }

    @Test
    void messages_do_not_grow_with_history_R15() {
        for (int day = 0; day < 90; day++) {
            scripted.putUnreadable(
                    ACCOUNT,
                    TODAY.minusDays(day + 1L),
                    new RejectedRow(
                            "line " + day,
                            "garbage " + day,
                            List.of(new RejectedRow.Reason("test.number", "cost", "x", "expected a number"))));
        }
        AccountCollection collection = collection(90, new Reach.Due());
        run(collection);
        assertThat(collection.report(Optional.empty()).counts().quarantined()).isEqualTo(90);
        assertThat(collection.messages()).hasSize(20);
    }

    @Test
    void the_same_is_stored_whether_a_collection_broke_off_or_not_R14() {
        run(collection(90, new Reach.Due()));
        Map<LocalDate, io.banditpipeline.metric.Metrics> undisturbed = facts();
        try (InMemoryStorage other = new InMemoryStorage()) {
            other.catalog()
                    .save(storage.catalog().campaigns(), storage.catalog().arms("c"));
            Collector collector = new Collector(
                    other,
                    io.banditpipeline.core.internal.quality.RuleBook.of(
                            rules, io.banditpipeline.quality.QualityPolicy.ofDefaults()),
                    90,
                    clock);
            for (int crash = 0; crash < 9; crash++) {
                source = new Interposed(scripted, breaksAfter(1, 3));
                AccountCollection again = collector.of(source, ACCOUNT, clock.instant(), new Reach.Due());
                assertThatThrownBy(() -> run(again)).isInstanceOf(SourceException.class);
            }
            source = new Interposed(scripted, (slice, sink) -> scripted.fetch(slice, sink));
            run(collector.of(source, ACCOUNT, clock.instant(), new Reach.Due()));
            assertThat(other.metrics().watermarks()).isEqualTo(storage.metrics().watermarks());
            List<io.banditpipeline.metric.Metrics> there = new ArrayList<>();
            other.metrics()
                    .dailyFacts(new io.banditpipeline.store.FactQuery("c", days(500, -1), java.time.Instant.MAX))
                    .forEach(fact -> there.add(fact.metrics()));
            assertThat(there).containsExactlyElementsOf(undisturbed.values());
        }
    }

    /** Breaks the first fetch of some days after some rows. */
    private Delivery breaksOnceIn(io.banditpipeline.metric.DateRange days, int rows) {
        boolean[] broken = new boolean[1];
        return (slice, sink) -> {
            boolean breaks = slice.days().equals(days) && !broken[0];
            broken[0] |= breaks;
            scripted.fetch(slice, breaks ? new Breaking(sink, rows) : sink);
        };
    }

    /** Breaks after some slices and then some rows. */
    private Delivery breaksAfter(int slices, int rows) {
        int[] fetched = new int[1];
        return (slice, sink) -> scripted.fetch(slice, fetched[0]++ < slices ? sink : new Breaking(sink, rows));
    }

    private static final class Breaking implements ObservationSink {
        private final ObservationSink sink;
        private int left;

        Breaking(ObservationSink sink, int left) {
            this.sink = sink;
            this.left = left;
        }

        @Override
        public void accept(Observation row) {
            if (left-- == 0) {
                throw new SourceException(SourceException.Kind.TRANSIENT, "the platform is down", null);
            }
            sink.accept(row);
        }

        @Override
        public void reject(RejectedRow row) {
            sink.reject(row);
        }
    }

    private record Refusing(LocalDate day) implements BatchValidator {
        @Override
        public String id() {
            return "test.refusing";
        }

        @Override
        public Check begin(BatchContext context) {
            return new Check() {
                @Override
                public Verdict row(Observation row) {
                    return Verdict.PASS;
                }

                @Override
                public void end(Findings findings) {
                    if (context.slice().days().contains(day)) {
                        findings.add(
                                Severity.FATAL,
                                Subject.account(context.slice().account(), day),
                                "",
                                "",
                                "expected no such day");
                    }
                }
            };
        }
    }
}
