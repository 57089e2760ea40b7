package io.banditpipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void a_source_fails_for_a_while_if_it_was_throttled_had_trouble_or_broke_off() {
        assertThat(Arrays.stream(Kind.values()).filter(kind -> Failures.mayPass(new SourceException(kind, "x", null))))
                .containsExactlyInAnyOrder(Kind.THROTTLED, Kind.TRANSIENT, Kind.RESTART);
    }

    @Test
    void of_the_pipelines_own_failures_only_those_of_the_storage_pass() {
        assertThat(Arrays.stream(ErrorCode.values()).filter(code -> Failures.mayPass(new PipelineException(code, "x"))))
                .containsExactly(ErrorCode.STORAGE);
        assertThat(Failures.mayPass(new CancelledException("x"))).isFalse();
    }

    @Test
    void what_was_not_reached_in_time_may_pass_and_a_bug_does_not() {
        assertThat(List.of(
                        new IOException("x"),
                        new UncheckedIOException(new IOException("x")),
                        new TimeoutException("x")))
                .allMatch(Failures::mayPass);
        assertThat(Set.<Throwable>of(
                        new IllegalStateException("x"), new NullPointerException(), new StackOverflowError()))
                .noneMatch(Failures::mayPass);
    }

    @Test
    void a_delay_is_kept_if_the_source_named_one() {
        Duration delay = Duration.ofSeconds(30);

        assertThat(Failures.retryAfter(new SourceException(Kind.THROTTLED, "x", null, delay)))
                .contains(delay);
        assertThat(Failures.retryAfter(new SourceException(Kind.THROTTLED, "x", null)))
                .isEmpty();
        assertThat(Failures.retryAfter(new IOException("x"))).isEmpty();
    }

    @Test
    void a_person_is_told_the_message_or_what_kind_of_failure_it_is() {
        assertThat(Failures.text(new CancelledException("a person said so"))).isEqualTo("a person said so");
        assertThat(Failures.text(new IOException("broken pipe"))).isEqualTo("IOException: broken pipe");
        assertThat(Failures.text(new StackOverflowError())).isEqualTo("java.lang.StackOverflowError");
        assertThat(Failures.text(new IOException(" "))).isEqualTo("java.io.IOException");
    }
}
