package io.banditpipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.HistoryValidator;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.RuleOverride;
import io.banditpipeline.quality.Verdict;
import io.banditpipeline.quality.Waiver;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.store.HeldEvent;
import io.banditpipeline.store.HeldRow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of rows that a rule holds back, from the run that holds them to the runs after the decision. */
class HeldRowsTest extends HeldRowsFixture {
    @Test
    void a_released_row_counts_once_and_again_when_the_source_repeats_it_R1_R8() {
        source.put(ACCOUNT, ENTITY, BAD, metrics(1_000, -50));
        RunReport first = run();
        assertThat(counts(first).quarantined()).isEqualTo(1);
        assertThat(facts().get("a " + BAD)).isNull();
        HeldRow held = onlyHeld();
        assertThat(held.row().reasons()).extracting(RejectedRow.Reason::rule).containsExactly("row.negative");

        Instant decided = clock.instant();
        try (Pipeline pipeline = pipeline()) {
            HeldRow released = pipeline.quarantine().release(held.id(), "ann", "a correction of the platform");
            assertThat(released.state()).isEqualTo(HeldRow.State.RELEASED);
            assertThat(pipeline.quarantine().release(held.id(), "bob", "again")).isEqualTo(released);
            assertThat(pipeline.quarantine().events(held.id()))
                    .extracting(HeldEvent::to)
                    .containsExactly(HeldRow.State.HELD, HeldRow.State.RELEASED);
        }
        assertThat(facts().get("a " + BAD).clicks()).isEqualTo(-50);
        assertThat(factsAsOf(decided.minusSeconds(1)).get("a " + BAD)).isNull();

        Map<String, Metrics> before = facts();
        StepCounts again = counts(run());
        assertThat(again.quarantined()).isZero();
        assertThat(again.stored()).isZero();
        assertThat(again.addsUp()).isTrue();
        assertThat(facts()).isEqualTo(before);
    }

    @Test
    void a_corrected_row_stays_corrected_until_the_source_says_something_else_R2() {
        source.put(ACCOUNT, ENTITY, BAD, metrics(1_000, -50));
        run();
        HeldRow held = onlyHeld();
        try (Pipeline pipeline = pipeline()) {
            Observation right = held.row().observation().withMetrics(metrics(1_000, 50));
            pipeline.quarantine().correct(held.id(), right, "ann", "the sign was wrong");
        }
        assertThat(facts().get("a " + BAD)).isEqualTo(metrics(1_000, 50));
        assertThat(counts(run()).quarantined()).isZero();
        assertThat(facts().get("a " + BAD)).isEqualTo(metrics(1_000, 50));

        source.put(ACCOUNT, ENTITY, BAD, metrics(1_000, 55));
        run();
        assertThat(facts().get("a " + BAD)).isEqualTo(metrics(1_000, 55));
    }

    @Test
    void a_rejected_row_stays_out_and_does_not_stop_decisions_R8() {
        source.put(ACCOUNT, ENTITY, BAD, metrics(1_000, -50));
        run();
        HeldRow held = onlyHeld();
        try (Pipeline pipeline = pipeline()) {
            pipeline.quarantine().reject(held.id(), "ann", "it never happened");
        }
        policy = policy.with(RuleOverride.off("row.negative", null));
        StepCounts counts = counts(run());
        assertThat(counts.quarantined()).isEqualTo(1);
        assertThat(counts.addsUp()).isTrue();
        assertThat(facts().get("a " + BAD)).isNull();
        assertThat(storage.quarantine().held(held.id()).orElseThrow().state()).isEqualTo(HeldRow.State.REJECTED);
    }

    @Test
    void a_row_that_could_not_be_read_is_corrected_but_not_released() {
        source.remove(ACCOUNT, ENTITY, io.banditpipeline.metric.Interval.ofDay(BAD, ZONE));
        source.putUnreadable(
                ACCOUNT,
                BAD,
                new RejectedRow(
                        "line 7", "1;x;y", List.of(new RejectedRow.Reason("csv.number", "cost", "x", "a number"))));
        run();
        HeldRow held = onlyHeld();
        try (Pipeline pipeline = pipeline()) {
            assertThatThrownBy(() -> pipeline.quarantine().release(held.id(), "ann", "?"))
                    .isInstanceOf(PipelineException.class)
                    .hasMessageContaining("line 7")
                    .hasMessageContaining("correct it");
            Observation right = Observation.pulled(
                    ENTITY, io.banditpipeline.metric.Interval.ofDay(BAD, ZONE), clock.instant(), metrics(900, 9), USD);
            pipeline.quarantine().correct(held.id(), right, "ann", "typed in by hand");
        }
        StepCounts counts = counts(run());
        assertThat(counts.quarantined()).isZero();
        assertThat(counts.addsUp()).isTrue();
        assertThat(facts().get("a " + BAD)).isEqualTo(metrics(900, 9));
    }

    @Test
    void a_waiver_lets_held_rows_go_and_ends_by_itself() {
        source.put(ACCOUNT, ENTITY, BAD, metrics(1_000, -50));
        run();
        policy = policy.with(new Waiver(
                "row.negative", "meta", null, clock.instant().plus(Duration.ofDays(1)), "the platform is correcting"));
        RunReport report = run();
        assertThat(messages(report)).contains("1 held rows were released");
        assertThat(facts().get("a " + BAD).clicks()).isEqualTo(-50);

        clock.advance(Duration.ofDays(2));
        source.put(ACCOUNT, ENTITY, BAD.plusDays(1), metrics(1_000, -60));
        run();
        assertThat(onlyHeld().row().observation().metrics().clicks()).isEqualTo(-60);
    }

    @Test
    void a_row_of_this_very_moment_is_not_taken_to_be_of_the_future() {
        clock.set(Instant.parse("2026-03-25T15:00:00.123456789Z"));
        assertThat(messages(run())).doesNotContain("future");
    }

    @Test
    void an_unreadable_row_that_is_rejected_is_no_issue_any_more() {
        LocalDate last = LocalDate.of(2026, 3, 24);
        for (int i = 0; i < 40; i++) {
            source.putUnreadable(
                    ACCOUNT,
                    last,
                    new RejectedRow(
                            "line " + i,
                            i + ";x;y",
                            List.of(new RejectedRow.Reason("csv.number", "cost", "x", "a number"))));
        }
        assertThat(gates(run())).contains("rows fetched");
        try (Pipeline pipeline = pipeline()) {
            assertThat(pipeline.quarantine().rejectAll(held -> true, "ann", "a footer"))
                    .isEqualTo(40);
        }
        RunReport again = run();
        assertThat(counts(again).quarantined()).isEqualTo(40);
        assertThat(gates(again)).doesNotContain("rows fetched");
    }

    @Test
    void a_correction_is_of_the_entity_and_day_that_came_and_keeps_the_rules_of_rows() {
        source.put(ACCOUNT, ENTITY, BAD, metrics(1_000, -50));
        run();
        HeldRow held = onlyHeld();
        Observation came = held.row().observation();
        Observation other = Observation.pulled(OTHER, came.interval(), clock.instant(), metrics(1, 1), USD);
        try (Pipeline pipeline = pipeline()) {
            assertThatThrownBy(() -> pipeline.quarantine().correct(held.id(), other, "ann", "slip"))
                    .isInstanceOf(PipelineException.class)
                    .hasMessageContaining("its own entity and day");
            assertThatThrownBy(() -> pipeline.quarantine()
                            .correct(held.id(), came.withMetrics(metrics(1_000, -7)), "ann", "slip"))
                    .isInstanceOf(PipelineException.class)
                    .hasMessageContaining("row.negative");
        }
        assertThat(onlyHeld().state()).isEqualTo(HeldRow.State.HELD);
    }

    @Test
    void a_row_that_nobody_asked_for_cannot_be_released_and_rules_that_change_do_not_release_it() {
        RejectedRow stray = new RejectedRow(
                "line 7",
                "stray",
                List.of(new RejectedRow.Reason("row.slice", "interval", "HOUR", "expected days")),
                Observation.pulled(
                        ENTITY,
                        io.banditpipeline.metric.Interval.ofDay(BAD.minusDays(200), ZONE),
                        clock.instant(),
                        metrics(900, 9),
                        USD));
        source.putUnreadable(ACCOUNT, BAD, stray);
        run();
        policy = policy.with(RuleOverride.off("row.negative", null));
        run();
        HeldRow held = onlyHeld();
        try (Pipeline pipeline = pipeline()) {
            assertThatThrownBy(() -> pipeline.quarantine().release(held.id(), "ann", "?"))
                    .isInstanceOf(PipelineException.class)
                    .hasMessageContaining("row.slice");
        }
    }

    @Test
    void a_host_rule_that_throws_holds_its_own_account_only_and_is_named() {
        history = new HistoryValidator() {
            @Override
            public String id() {
                return "test.broken";
            }

            @Override
            public void check(AccountHistory account, Findings findings) {
                throw new IllegalStateException("no connection");
            }
        };
        RunReport report = run();
        assertThat(gates(report)).contains("test.broken", "no connection").doesNotContain("FAILED");
        assertThat(report.allocations().get(0).reason()).contains("test.broken");
    }

    @Test
    void a_host_rule_that_throws_at_a_row_loses_no_row_and_is_named_R8() {
        rules.add(new BatchValidator() {
            @Override
            public String id() {
                return "test.broken";
            }

            @Override
            public Check begin(BatchContext context) {
                return new Check() {
                    @Override
                    public Verdict row(Observation row) {
                        throw new IllegalStateException("no connection");
                    }

                    @Override
                    public void end(Findings findings) {}
                };
            }
        });
        RunReport report = run();
        assertThat(messages(report)).contains("test.broken", "no connection");
        assertThat(storage.metrics().watermarks()).isEmpty();
        rules.clear();
        assertThat(counts(run()).stored()).isEqualTo(48);
    }
}
