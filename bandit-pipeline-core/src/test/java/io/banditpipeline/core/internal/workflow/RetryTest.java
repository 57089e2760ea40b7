package io.banditpipeline.core.internal.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.workflow.RetryPolicy;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepResult;
import io.banditpipeline.workflow.Workflow;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryTest {
    private final Bench bench = new Bench();
    private final AtomicInteger tries = new AtomicInteger();
    private final List<Integer> attempts = new CopyOnWriteArrayList<>();

    private Step<Void> failingTimes(int times, Exception failure) {
        return Step.of("flaky", context -> {
            attempts.add(context.attempt());
            if (tries.incrementAndGet() <= times) {
                throw failure;
            }
            return StepResult.done("done at last");
        });
    }

    private StepReport report(Step<?> step) {
        return bench.run(Workflow.of("retry", step)).steps().get(0);
    }

    @Test
    void a_passing_failure_is_tried_again_after_the_waits_of_the_policy() {
        StepReport report = report(failingTimes(2, new IOException("broken pipe")));

        assertThat(report.state()).isEqualTo(StepState.SUCCEEDED);
        assertThat(report.attempts()).isEqualTo(3);
        assertThat(attempts).containsExactly(1, 2, 3);
        assertThat(bench.waiter.waits()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(report.messages())
                .containsExactly(
                        "try 1 failed: IOException: broken pipe; waited 1 s",
                        "try 2 failed: IOException: broken pipe; waited 2 s",
                        "done at last");
        assertThat(bench.stored().steps().get(0).report()).isEqualTo(report);
    }

    @Test
    void a_failure_that_does_not_pass_in_time_fails_the_step_and_may_pass_later() {
        StepReport report = report(failingTimes(99, new IOException("broken pipe")));

        assertThat(report.state()).isEqualTo(StepState.FAILED);
        assertThat(report.attempts()).isEqualTo(3);
        assertThat(report.mayPass()).isTrue();
        assertThat(report.messages()).hasSize(3).last().isEqualTo("IOException: broken pipe");
        assertThat(bench.waiter.waits()).hasSize(2);
        assertThat(bench.stored().state()).isEqualTo(RunState.FAILED);
    }

    @Test
    void a_failure_that_a_person_must_mend_is_tried_once() {
        StepReport report = report(failingTimes(99, new SourceException(Kind.PERMISSION, "may not read act_1", null)));

        assertThat(report.state()).isEqualTo(StepState.FAILED);
        assertThat(report.attempts()).isEqualTo(1);
        assertThat(report.mayPass()).isFalse();
        assertThat(report.messages()).containsExactly("may not read act_1");
        assertThat(bench.waiter.waits()).isEmpty();
    }

    @Test
    void a_step_with_a_policy_of_its_own_keeps_it() {
        RetryPolicy own = new RetryPolicy(4, Duration.ofMillis(100), 3, Duration.ofMillis(500), 0);

        report(failingTimes(99, new IOException("x")).retrying(own));

        assertThat(tries).hasValue(4);
        assertThat(bench.waiter.waits())
                .containsExactly(Duration.ofMillis(100), Duration.ofMillis(300), Duration.ofMillis(500));
    }

    @Test
    void a_longer_delay_that_a_platform_names_is_kept_and_a_shorter_one_is_not() {
        report(failingTimes(1, new SourceException(Kind.THROTTLED, "slow down", null, Duration.ofSeconds(90))));
        assertThat(bench.waiter.waits()).containsExactly(Duration.ofSeconds(90));

        Bench other = new Bench();
        AtomicInteger count = new AtomicInteger();
        other.run(Workflow.of("retry", Step.of("flaky", context -> {
            if (count.incrementAndGet() == 1) {
                throw new SourceException(Kind.THROTTLED, "slow down", null, Duration.ofMillis(5));
            }
            return StepResult.done();
        })));
        assertThat(other.waiter.waits()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void a_platform_that_goes_on_throttling_with_a_short_delay_is_asked_less_and_less() {
        StepReport report = report(failingTimes(
                Integer.MAX_VALUE, new SourceException(Kind.THROTTLED, "slow down", null, Duration.ofSeconds(1))));

        assertThat(report.state()).isEqualTo(StepState.FAILED);
        assertThat(tries.get()).isLessThan(100);
        assertThat(bench.waiter.waits()).isSorted();
    }

    @Test
    void a_delay_too_long_to_sit_out_ends_the_step_and_says_when_to_come_back() {
        StepReport report = report(
                failingTimes(1, new SourceException(Kind.THROTTLED, "quota is spent", null, Duration.ofHours(2))));

        assertThat(report.state()).isEqualTo(StepState.FAILED);
        assertThat(report.mayPass()).isTrue();
        assertThat(report.attempts()).isEqualTo(1);
        assertThat(bench.waiter.waits()).isEmpty();
        assertThat(report.messages())
                .containsExactly(
                        "the other side asks to wait 2 h, too long to sit out: try again at 2026-11-02T08:00:00Z or later",
                        "quota is spent");
    }

    @Test
    void chance_shortens_waits_by_no_more_than_its_share_and_is_the_same_for_the_same_run() {
        RetryPolicy policy = new RetryPolicy(9, Duration.ofSeconds(10), 1, Duration.ofSeconds(10), 0.4);
        Set<Duration> seen = new HashSet<>();
        for (int attempt = 1; attempt <= 200; attempt++) {
            Duration wait = RetryDelay.of(policy, "run-1", "step", attempt, attempt, new IOException("x"));
            assertThat(wait).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(10));
            assertThat(RetryDelay.of(policy, "run-1", "step", attempt, attempt, new IOException("y")))
                    .isEqualTo(wait);
            seen.add(wait);
        }
        assertThat(seen).hasSizeGreaterThan(150);
        assertThat(RetryDelay.of(policy, "run-2", "step", 1, 1, new IOException("x")))
                .isNotEqualTo(RetryDelay.of(policy, "run-1", "step", 1, 1, new IOException("x")));
    }

    @Test
    void while_a_step_waits_for_its_next_try_another_one_works() {
        List<String> order = new CopyOnWriteArrayList<>();
        Step<Void> flaky = Step.of("flaky", context -> {
            order.add("flaky " + context.attempt());
            if (context.attempt() == 1) {
                throw new IOException("x");
            }
            return StepResult.done();
        });
        Step<Void> other = Step.of("other", context -> {
            order.add("other");
            return StepResult.done();
        });

        bench.run(1, Workflow.of("yielding", flaky, other));

        assertThat(order).containsExactly("flaky 1", "other", "flaky 2");
    }

    @Test
    void durations_are_told_as_people_say_them() {
        assertThat(DurationText.of(Duration.ofMillis(250))).isEqualTo("250 ms");
        assertThat(DurationText.of(Duration.ofSeconds(2))).isEqualTo("2 s");
        assertThat(DurationText.of(Duration.ofMillis(20_500))).isEqualTo("20.5 s");
        assertThat(DurationText.of(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
        assertThat(DurationText.of(Duration.ofMinutes(90))).isEqualTo("1 h 30 min");
    }
}
