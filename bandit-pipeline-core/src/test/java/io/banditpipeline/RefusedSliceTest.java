package io.banditpipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Verdict;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.store.HeldRow;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of the rows of a slice that is judged as a whole. */
class RefusedSliceTest extends HeldRowsFixture {
    @Test
    void a_slice_that_is_refused_is_held_whole_and_counts_when_every_row_is_decided_on_R7_R8() {
        Map<String, Metrics> clean = facts(run());
        clock.advance(Duration.ofDays(1));
        LocalDate day = LocalDate.of(2026, 3, 25);
        source.put(ACCOUNT, ENTITY, day, metrics(1_025, 50));
        source.put(ACCOUNT, OTHER, day, metrics(2_025, 80));
        rules.add(new RefuseDay(day));
        RunReport refused = run();

        assertThat(counts(refused).addsUp()).isTrue();
        assertThat(counts(refused).quarantined()).isEqualTo(counts(refused).fetched());
        assertThat(messages(refused)).contains("refused by rule test.day", "wait in quarantine");
        assertThat(refused.allocations().get(0).reason()).contains("could not be collected");
        assertThat(facts()).isEqualTo(clean);

        try (Pipeline pipeline = pipeline()) {
            assertThat(pipeline.quarantine().releaseAll(held -> true, "ann", "the rule is wrong"))
                    .isEqualTo((int) counts(refused).fetched());
        }
        StepCounts counts = counts(run());
        assertThat(counts.quarantined()).isZero();
        assertThat(counts.addsUp()).isTrue();
        assertThat(facts()).hasSize(clean.size() + 2).containsAllEntriesOf(clean);
        assertThat(storage.metrics().watermarks().get(0).completeUntil())
                .isEqualTo(day.plusDays(1).atStartOfDay(ZONE).toInstant());
    }

    @Test
    void a_corrected_row_that_could_not_be_read_is_the_same_row_when_its_slice_is_refused_R8() {
        source.remove(ACCOUNT, ENTITY, io.banditpipeline.metric.Interval.ofDay(BAD, ZONE));
        source.putUnreadable(
                ACCOUNT,
                BAD,
                new RejectedRow(
                        "line 7", "1;x;y", List.of(new RejectedRow.Reason("csv.number", "cost", "x", "a number"))));
        run();
        HeldRow held = onlyHeld();
        try (Pipeline pipeline = pipeline()) {
            Observation right = Observation.pulled(
                    ENTITY, io.banditpipeline.metric.Interval.ofDay(BAD, ZONE), clock.instant(), metrics(900, 9), USD);
            pipeline.quarantine().correct(held.id(), right, "ann", "typed in by hand");
        }
        rules.add(new RefuseDay(LocalDate.of(2026, 3, 24)));
        StepCounts counts = counts(run());
        assertThat(counts.addsUp()).isTrue();
        assertThat(counts.quarantined()).isEqualTo(counts.fetched());
        assertThat(reasons(held.id())).containsExactlyInAnyOrder("csv.number", "test.day");
        assertThat(facts().get("a " + BAD)).isEqualTo(metrics(900, 9));
    }

    @Test
    void a_slice_that_two_rules_refuse_is_settled_by_one_decision_a_row() {
        rules.add(new RefuseDay(LocalDate.of(2026, 3, 24), "test.day"));
        rules.add(new RefuseDay(LocalDate.of(2026, 3, 23), "test.other"));
        StepCounts refused = counts(run());
        try (Pipeline pipeline = pipeline()) {
            assertThat(pipeline.quarantine().releaseAll(row -> true, "ann", "both are wrong"))
                    .isEqualTo((int) refused.fetched());
        }
        assertThat(counts(run()).quarantined()).isZero();
    }

    @Test
    void a_slice_that_another_rule_refuses_after_its_rows_were_released_can_be_decided_on_again() {
        rules.add(new RefuseDay(LocalDate.of(2026, 3, 24), "test.day"));
        run();
        try (Pipeline pipeline = pipeline()) {
            pipeline.quarantine().releaseAll(row -> true, "ann", "right");
        }
        rules.add(new RefuseDay(LocalDate.of(2026, 3, 23), "test.other"));
        StepCounts refused = counts(run());
        assertThat(refused.quarantined()).isEqualTo(refused.fetched());
        try (Pipeline pipeline = pipeline()) {
            pipeline.quarantine().releaseAll(row -> true, "ann", "right, too");
        }
        StepCounts settled = counts(run());
        assertThat(settled.quarantined()).isZero();
        assertThat(settled.addsUp()).isTrue();
    }

    @Test
    void a_released_row_that_breaks_two_rules_is_decided_on_twice_at_most() {
        source.put(ACCOUNT, ENTITY, BAD, metrics(1_000, -50));
        rules.add(new HoldDay(BAD));
        run();
        for (int decision = 0; decision < 2; decision++) {
            List<HeldRow> waiting = new ArrayList<>();
            try (Pipeline pipeline = pipeline()) {
                pipeline.quarantine().held(held -> {
                    if (held.row().observation().entity().equals(ENTITY)) {
                        waiting.add(held);
                    }
                });
                waiting.forEach(held -> pipeline.quarantine().release(held.id(), "ann", "it is right"));
            }
            run();
            run();
        }
        try (Pipeline pipeline = pipeline()) {
            pipeline.quarantine()
                    .held(held -> assertThat(held.row().observation().entity()).isEqualTo(OTHER));
        }
    }

    /** Holds the rows of a day. */
    @Test
    void what_a_rule_tells_twice_counts_by_its_gravest_severity_R10() {
        rules.add(new ToldTwice());
        assertThat(run().allocations().get(0).reason()).contains("test.twice");
    }

    /** Tells an ERROR, and then a WARN, of the same thing. */
    private record ToldTwice() implements BatchValidator {
        @Override
        public String id() {
            return "test.twice";
        }

        @Override
        public Check begin(BatchContext context) {
            Subject subject = Subject.account(
                    context.slice().account(), context.slice().days().last());
            return new Check() {
                @Override
                public Verdict row(Observation row) {
                    return Verdict.PASS;
                }

                @Override
                public void end(Findings findings) {
                    findings.add(Severity.ERROR, subject, "cost", "1", "grave");
                    findings.add(Severity.WARN, subject, "cost", "1", "less grave");
                }
            };
        }
    }
}
