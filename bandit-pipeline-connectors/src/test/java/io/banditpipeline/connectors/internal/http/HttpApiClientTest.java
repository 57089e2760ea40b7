package io.banditpipeline.connectors.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpApiClientTest {
    @Test
    void an_answer_is_read_and_the_log_hears_of_the_call() {
        try (RawServer server = RawServer.saying(200, "hello", "request-id: abc");
                Caller caller = new Caller(server.uri())) {
            assertThat(caller.get()).isEqualTo("hello");
            assertThat(server.requests().get(0))
                    .contains("Accept-Encoding: gzip", "User-Agent: bandit-pipeline/", "(gzip)");
            assertThat(caller.calls).singleElement().satisfies(call -> {
                assertThat(call.succeeded()).isTrue();
                assertThat(call.requestId()).isEqualTo("abc");
                assertThat(call.endpoint()).isEqualTo("GET customers/{id}");
                assertThat(call.at()).isEqualTo("2026-03-01T06:00:00Z");
            });
        }
    }

    @Test
    void passing_trouble_is_asked_again_twice_and_each_try_is_logged() {
        try (RawServer server = RawServer.saying(503, "RETRYABLE - try later");
                Caller caller = new Caller(server.uri())) {
            SourceException thrown = catchThrowableOfType(SourceException.class, caller::get);

            assertThat(thrown.kind()).isEqualTo(Kind.TRANSIENT);
            assertThat(thrown)
                    .hasMessage(
                            "Google Ads answered 503 (platform.503) to GET customers/{id} for account 123: try later");
            assertThat(ApiFailure.of(thrown)).map(Failure::failureClass).hasValue(FailureClass.RETRYABLE);
            assertThat(caller.codes())
                    .containsExactly("1:503:platform.503", "2:503:platform.503", "3:503:platform.503");
            assertThat(caller.waits).hasSize(2);
        }
    }

    @Test
    void too_many_calls_are_told_with_the_delay_and_no_call_is_made_before_it() {
        try (RawServer server = RawServer.saying(429, "THROTTLED 300 slow down");
                Caller caller = new Caller(server.uri())) {
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThatExceptionOfType(SourceException.class)
                        .isThrownBy(caller::get)
                        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.THROTTLED))
                        .satisfies(e -> assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(300)));
            }
            assertThat(server.requests()).hasSize(1);
        }
    }
}
