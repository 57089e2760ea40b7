package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.RunStore.Lease;
import io.banditpipeline.store.RunStore.RunQuery;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.store.StoredStep;
import io.banditpipeline.workflow.RunScope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept of runs and their steps, and for how long. */
abstract class RunHistoryContract extends RunContract {
    /** No database holds the NUL and the half of a pair as they are. */
    private static final String AWKWARD = "Grüße 🎯 ığİ\u0000 \ud83c \u241b \\n \\\n\r\u2028\"';--  ";

    /** If this fails, check every column of runs and their scope: sets, days, text of any kind, microseconds. */
    @Test
    void required_everything_of_a_run_comes_back() {
        RunScope scope = RunScope.all()
                .campaigns("a,b", "c d", AWKWARD, "")
                .platforms("meta", "platform meta")
                .accounts("meta/act_1", "x\naccount y")
                .days(new DateRange(LocalDate.of(1999, 12, 31), LocalDate.of(2026, 2, 28)));
        Instant fine = T0.plusNanos(123_456_789);
        NewRun run = new NewRun("run 🎯 1", "täglich", fine, fine.plusSeconds(1), scope, AWKWARD, AWKWARD + "2");
        Lease lease = granted(run, fine).lease();
        runs().end(lease, RunState.FAILED, fine.plusSeconds(2), AWKWARD + "x".repeat(70_000));

        Instant kept = fine.truncatedTo(ChronoUnit.MICROS);
        StoredRun found = find("run 🎯 1");
        assertThat(found.run())
                .isEqualTo(new NewRun("run 🎯 1", "täglich", kept, kept.plusSeconds(1), scope, AWKWARD, AWKWARD + "2"));
        assertThat(found.startedAt()).isEqualTo(kept);
        assertThat(found.endedAt()).isEqualTo(kept.plusSeconds(2));
        assertThat(found.leasedUntil()).isEqualTo(kept.plus(LEASE));
        assertThat(found.error()).isEqualTo(AWKWARD + "x".repeat(70_000));
        assertThat(found.steps()).isEmpty();

        NewRun unscheduled = new NewRun("run-2", "daily", null, T0, RunScope.all(), "", "");
        assertThat(granted(unscheduled, T0).run().run()).isEqualTo(unscheduled);
        assertThat(find("run-2").run()).isEqualTo(unscheduled);
    }

    /** If this fails, check that what a run is was said when it first began: only its instance changes. */
    @Test
    void required_a_run_stays_what_it_was_first() {
        granted(run("run-1", "a"), T0);
        NewRun other = new NewRun("run-1", "other", null, T3, RunScope.all().platforms("meta"), "somebody", "b");
        assertThat(granted(other, T1).run().run()).isEqualTo(run("run-1", "b"));
        assertThat(find("run-1").run()).isEqualTo(run("run-1", "b"));
    }

    /** If this fails, check every column of steps, and the types of text: messages and outputs may be long. */
    @Test
    void required_everything_of_a_step_comes_back() {
        StepReport report = new StepReport(
                "collect ünïcode 🎯",
                StepState.PARTIAL,
                new StepCounts(1L << 40, 2, 3, 4, 5, 6, 7, 8),
                Duration.ofDays(40).plusNanos(1_999_999),
                List.of("", AWKWARD, "m".repeat(70_000), "last"),
                3,
                true,
                List.of());
        StoredStep full =
                new StoredStep(report, "collect", T0.plusNanos(1_999), true, AWKWARD + "{\"a\":1}".repeat(5_000 / 7));
        StoredStep empty = new StoredStep(
                new StepReport(
                        "never", StepState.BLOCKED, StepCounts.ZERO, Duration.ZERO, List.of(), 0, false, List.of()),
                null,
                null,
                false,
                null);
        StoredStep withParts = step("collect", StepState.RUNNING);
        withParts =
                new StoredStep(withParts.report().withParts(List.of(report)), null, withParts.startedAt(), true, "");
        Lease lease = granted(run("run-1", "a"), T0).lease();
        assertThat(runs().save(lease, List.of(full, empty, withParts))).isTrue();

        StepReport kept = new StepReport(
                report.name(),
                report.state(),
                report.counts(),
                Duration.ofDays(40).plusMillis(1),
                report.messages(),
                3,
                true,
                List.of());
        assertThat(find("run-1").steps())
                .containsExactly(
                        new StoredStep(kept, "collect", T0.plusNanos(1_000), true, full.output()),
                        empty,
                        new StoredStep(step("collect", StepState.RUNNING).report(), null, T0, true, ""));
    }

    /** If this fails, check that a step replaces that of its name where it stands, with its messages. */
    @Test
    void required_a_step_replaces_that_of_its_name_and_stays_in_its_place_R1() {
        Lease lease = granted(run("run-1", "a"), T0).lease();
        runs().save(lease, List.of(told("one", "a", "b"), told("two", "c"), told("Two", "d")));
        runs().save(lease, List.of(told("four"), told("one", "e"), told("three"), told("one", "f", "g", "h")));
        runs().save(lease, List.of());

        assertThat(find("run-1").steps())
                .containsExactly(
                        told("one", "f", "g", "h"), told("two", "c"), told("Two", "d"), told("four"), told("three"));
        Lease second = granted(run("run-1", "b"), T1).lease();
        runs().save(second, List.of(told("two"), told("five")));
        assertThat(find("run-1").steps())
                .extracting(step -> step.report().name())
                .containsExactly("one", "two", "Two", "four", "three", "five");
        assertThat(find("run-1").steps().get(1)).isEqualTo(told("two"));
    }

    /** If this fails, check that saving is not done row by row in a way that loses some, and is one transaction. */
    @Test
    void required_many_steps_are_kept_at_once_or_none_is_R14() {
        Lease lease = granted(run("run-1", "a"), T0).lease();
        List<StoredStep> many = IntStream.range(0, 1_200)
                .mapToObj(i -> told("step " + i, "message " + i, "another"))
                .toList();
        runs().save(lease, many);
        runs().save(lease, many);
        assertThat(find("run-1").steps()).isEqualTo(many);
    }

    /** If this fails, check the order of runs, the filters, and that steps come with the run they belong to. */
    @Test
    void required_runs_are_found_the_latest_begun_first() {
        for (int i = 0; i < 6; i++) {
            String id = "run-" + (9 - i);
            NewRun run = new NewRun(id, i % 2 == 0 ? "even" : "odd", null, T4, RunScope.all(), "", "a");
            Lease lease = granted(run, T0.minusSeconds(i)).lease();
            runs().save(lease, List.of(step("step of " + id, StepState.SUCCEEDED)));
            if (i != 1) {
                runs().end(lease, i < 3 ? RunState.SUCCEEDED : RunState.FAILED, T1, "");
            }
        }
        assertThat(latest(RunQuery.latest(10))).containsExactly("run-4", "run-5", "run-6", "run-7", "run-8", "run-9");
        assertThat(latest(RunQuery.latest(2))).containsExactly("run-4", "run-5");
        assertThat(latest(RunQuery.of("even", 2))).containsExactly("run-5", "run-7");
        assertThat(latest(new RunQuery(Set.of("odd", "none"), Set.of(), 9))).containsExactly("run-4", "run-6", "run-8");
        assertThat(latest(new RunQuery(Set.of(), Set.of(RunState.SUCCEEDED, RunState.RUNNING), 9)))
                .containsExactly("run-7", "run-8", "run-9");
        assertThat(latest(new RunQuery(Set.of("even"), Set.of(RunState.FAILED), 9)))
                .containsExactly("run-5");
        assertThat(latest(new RunQuery(Set.of("none"), Set.of(), 9))).isEmpty();

        granted(new NewRun("run-8", "odd", null, T4, RunScope.all(), "", "b"), T2);
        assertThat(latest(RunQuery.latest(1))).as("a run that was taken over").containsExactly("run-4");
    }

    /** If this fails, check that the latest run and the latest success of each workflow, and what goes on, stay. */
    @Test
    void required_old_runs_are_removed_but_the_latest_of_each_workflow_R15() {
        ended("old-success", "daily", RunState.SUCCEEDED, T0);
        ended("last-success", "daily", RunState.SUCCEEDED, T0);
        ended("old-failure", "daily", RunState.FAILED, T0);
        ended("recent", "daily", RunState.CANCELLED, T2);
        granted(new NewRun("goes-on", "daily", null, T0, RunScope.all(), "", "a"), T0);
        ended("last-failure", "daily", RunState.FAILED, T0);
        ended("only-one", "weekly", RunState.DEGRADED, T0);

        assertThat(runs().removeEndedBefore(T0)).isZero();
        assertThat(runs().removeEndedBefore(T2)).isEqualTo(2);
        assertThat(latest(RunQuery.latest(9)))
                .containsExactly("only-one", "last-failure", "goes-on", "recent", "last-success");
        assertThat(find("last-success").steps()).hasSize(1);
        assertThat(runs().removeEndedBefore(T2)).isZero();
        assertThat(granted(run("old-failure", "a"), T3).run().steps())
                .as("a run begun anew")
                .isEmpty();
        assertThat(runs().removeEndedBefore(Instant.MAX)).isEqualTo(2);
    }

    /** If this fails, check that removing works in chunks, and that each is whole. */
    @Test
    void required_many_old_runs_are_removed_R15() {
        for (int i = 0; i < 250; i++) {
            runs().end(granted(run("run " + i, "a"), T0).lease(), RunState.FAILED, T0, "");
        }
        assertThat(runs().removeEndedBefore(T1)).isEqualTo(249);
        assertThat(latest(RunQuery.latest(9))).containsExactly("run 249");
    }

    /** If this fails, check that a key that does not fit is refused and not cut off: two runs could become one. */
    @Test
    void required_an_id_that_is_too_long_is_refused() {
        String id = "r".repeat(100_000);
        try {
            granted(run(id, "a"), T0);
            assertThat(find(id).run().runId()).isEqualTo(id);
        } catch (PipelineException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_INPUT);
        }
        assertThatThrownBy(() -> RunQuery.latest(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private void ended(String id, String workflow, RunState state, Instant at) {
        Lease lease = granted(new NewRun(id, workflow, null, T0, RunScope.all(), "", "a"), T0)
                .lease();
        runs().save(lease, List.of(told("step", "message")));
        runs().end(lease, state, at, "");
    }

    private static StoredStep told(String name, String... messages) {
        StepReport report = new StepReport(
                name, StepState.RUNNING, StepCounts.ZERO, Duration.ofMillis(messages.length), List.of(messages));
        return new StoredStep(report, null, T0, false, null);
    }

    private List<String> latest(RunQuery query) {
        List<StoredRun> found = runs().latest(query);
        assertThat(found).allSatisfy(run -> assertThat(find(run.run().runId())).isEqualTo(run));
        return found.stream().map(run -> run.run().runId()).toList();
    }
}
