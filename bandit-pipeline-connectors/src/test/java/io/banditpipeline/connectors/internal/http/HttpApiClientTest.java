package io.banditpipeline.connectors.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.banditpipeline.connectors.internal.failure.PlatformFailure;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.schedule.LiveThreads;
import io.banditpipeline.workflow.Cancellation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class HttpApiClientTest {
    private static SourceException thrown(Caller caller) {
        return catchThrowableOfType(SourceException.class, caller::get);
    }

    @Test
    void an_answer_is_read_and_the_log_hears_of_the_call() {
        try (RawServer server = RawServer.saying(200, "hello", "request-id: abc");
                Caller caller = new Caller(server.uri())) {
            assertThat(caller.get()).isEqualTo("hello");
            assertThat(server.requests().get(0))
                    .contains("Accept-Encoding: gzip", "User-Agent: bandit-pipeline/", "(gzip)");
            assertThat(caller.calls).singleElement().satisfies(call -> {
                assertThat(call.succeeded()).isTrue();
                assertThat(call.platform()).isEqualTo("google_ads");
                assertThat(call.accountId()).isEqualTo("123");
                assertThat(call.requestId()).isEqualTo("abc");
                assertThat(call.endpoint()).isEqualTo("GET customers/{id}");
                assertThat(call.at()).isEqualTo("2026-03-01T06:00:00Z");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"RETRYABLE, 3", "RETRYABLE_FEW, 2", "CONFIG, 1", "FATAL, 1", "SPLIT, 1", "AUTH, 1", "SKIP_ACCOUNT, 1"})
    void only_what_may_pass_is_asked_again_and_each_try_is_logged(FailureClass failure, int tries) {
        try (RawServer server = RawServer.saying(503, failure + " - says why");
                Caller caller = new Caller(server.uri())) {
            SourceException thrown = thrown(caller);

            assertThat(thrown.kind()).isEqualTo(failure.usualKind());
            assertThat(thrown)
                    .hasMessage(
                            "Google Ads answered 503 (platform.503) to GET customers/{id} for account 123: says why");
            assertThat(ApiFailure.of(thrown)).map(Failure::failureClass).hasValue(failure);
            assertThat(caller.calls).hasSize(tries);
            assertThat(caller.calls.get(tries - 1).attempt()).isEqualTo(tries);
            assertThat(caller.waits).hasSize(tries - 1);
        }
    }

    @Test
    void trouble_that_passes_is_not_noticed() {
        try (RawServer server = new RawServer((call, out, self) -> {
                    RawServer.write(out, call < 3 ? 500 : 200, "RETRYABLE - once".getBytes(StandardCharsets.UTF_8));
                    return true;
                });
                Caller caller = new Caller(server.uri())) {
            assertThat(caller.get()).isEqualTo("RETRYABLE - once");
            assertThat(caller.codes()).containsExactly("1:500:platform.500", "2:500:platform.500", "3:200:");
            assertThat(caller.waits.get(0)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1500));
            assertThat(caller.waits.get(1)).isBetween(Duration.ofMillis(1500), Duration.ofMillis(4500));
        }
    }

    @Test
    void a_delay_that_the_platform_names_is_kept() {
        try (RawServer server = new RawServer((call, out, self) -> {
                    RawServer.write(out, call < 2 ? 503 : 200, "RETRYABLE 40 later".getBytes(StandardCharsets.UTF_8));
                    return true;
                });
                Caller caller = new Caller(server.uri())) {
            caller.get();
            assertThat(caller.waits).containsExactly(Duration.ofSeconds(40));
        }
    }

    @Test
    void a_delay_that_is_too_long_is_told_instead_of_waited_for_and_binds_all_calls() {
        try (RawServer server = RawServer.saying(503, "RETRYABLE 90 later");
                Caller caller = new Caller(server.uri())) {
            assertThat(thrown(caller).retryAfter()).hasValue(Duration.ofSeconds(90));
            caller.clock.advance(Duration.ofSeconds(30));
            assertThat(thrown(caller).retryAfter()).hasValue(Duration.ofSeconds(60));
            assertThat(server.requests()).hasSize(1);
            assertThat(caller.waits).isEmpty();
        }
    }

    @Test
    void what_must_not_be_done_twice_is_not_asked_again_once_the_platform_may_have_done_it() {
        try (RawServer server = RawServer.saying(503, "RETRYABLE - down");
                Caller caller = new Caller(server.uri())) {
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() ->
                            caller.client.call(caller.request("POST", false), Caller.text(), Cancellation.never()));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void what_never_reached_the_platform_is_asked_again_even_if_it_must_not_be_done_twice() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        try (Caller caller = new Caller(nobody)) {
            SourceException thrown = catchThrowableOfType(
                    SourceException.class,
                    () -> caller.client.call(caller.request("POST", false), Caller.text(), Cancellation.never()));

            assertThat(thrown.kind()).isEqualTo(Kind.TRANSIENT);
            assertThat(thrown).hasMessageStartingWith("Google Ads did not answer (connect) to POST customers/{id}");
            assertThat(caller.codes()).containsExactly("1:0:connect", "2:0:connect", "3:0:connect");
        }
    }

    @Test
    void a_server_that_speaks_no_tls_is_told_apart() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> sayHelloTo(socket));
            server.setDaemon(true);
            server.start();
            try (Caller caller = new Caller(URI.create("https://127.0.0.1:" + socket.getLocalPort()))) {
                assertThat(thrown(caller)).hasMessageContaining("(tls)");
            }
        }
    }

    private static void sayHelloTo(ServerSocket socket) {
        try {
            while (true) {
                try (Socket one = socket.accept()) {
                    one.getOutputStream().write("220 hello, this is mail\r\n".getBytes(StandardCharsets.US_ASCII));
                    one.getInputStream().readNBytes(100);
                }
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    @Test
    void a_host_that_is_not_known_is_told_apart() {
        try (Caller caller = new Caller(URI.create("http://nobody.invalid"))) {
            assertThat(thrown(caller)).hasMessageContaining("(dns)");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureClass.class,
            names = {"THROTTLED", "THROTTLED_APP", "THROTTLED_LONG"})
    void too_many_calls_are_told_with_the_delay_and_no_call_is_made_before_it(FailureClass failure) {
        try (RawServer server = RawServer.saying(400, failure + " 300 slow down");
                Caller caller = new Caller(server.uri())) {
            for (int attempt = 0; attempt < 3; attempt++) {
                SourceException thrown = thrown(caller);
                assertThat(thrown.kind()).isEqualTo(Kind.THROTTLED);
                assertThat(thrown.retryAfter()).hasValue(Duration.ofSeconds(300));
            }
            assertThat(server.requests()).hasSize(1);
            caller.clock.advance(Duration.ofSeconds(300));
            thrown(caller);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void the_wait_for_the_applications_limit_grows_while_it_is_hit_and_shrinks_when_calls_succeed() {
        AtomicInteger status = new AtomicInteger(400);
        try (RawServer server = new RawServer((call, out, self) -> {
                    RawServer.write(out, status.get(), "THROTTLED_APP - slow down".getBytes(StandardCharsets.UTF_8));
                    return true;
                });
                Caller caller = new Caller(server.uri())) {
            for (int seconds : new int[] {60, 150, 300, 300}) {
                assertThat(thrown(caller).retryAfter()).hasValue(Duration.ofSeconds(seconds));
                caller.clock.advance(Duration.ofSeconds(seconds));
            }
            status.set(200);
            caller.get();
            status.set(400);
            assertThat(thrown(caller).retryAfter()).hasValue(Duration.ofSeconds(150));
        }
    }

    @Test
    void what_any_answer_says_of_limits_is_heard() {
        try (RawServer server = RawServer.saying(404, "CONFIG - not there", "usage: 100");
                Caller caller = new Caller(server.uri())) {
            assertThat(thrown(caller).kind()).isEqualTo(Kind.CONFIGURATION);
            assertThat(thrown(caller).kind()).isEqualTo(Kind.THROTTLED);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void what_cannot_be_read_of_limits_does_not_fail_a_call() {
        try (RawServer server = RawServer.saying(200, "well", "usage: nonsense");
                Caller caller = new Caller(server.uri())) {
            assertThat(caller.get()).isEqualTo("well");
        }
    }

    /** Gives the tokens 1, 2, ... */
    private static final class Tokens implements Authorization {
        private int number = 1;

        @Override
        public Map<String, Secret> headers(URI address) {
            return Map.of("Authorization", Secret.of("Bearer pl4nted-token-" + number));
        }

        @Override
        public boolean renew(Map<String, Secret> refused) {
            number++;
            return true;
        }
    }

    @Test
    void a_token_that_is_over_is_got_anew_once() {
        try (RawServer server = new RawServer((call, out, self) -> {
                    boolean old = self.requests().get(call - 1).contains("pl4nted-token-1");
                    RawServer.write(out, old ? 401 : 200, "AUTH_REFRESH_ONCE".getBytes(StandardCharsets.UTF_8));
                    return true;
                });
                Caller caller = new Caller(server.uri(), new Tokens(), Duration.ofSeconds(5), Set.of())) {
            caller.get();
            assertThat(caller.codes()).containsExactly("1:401:platform.401", "2:200:");
            assertThat(caller.waits).isEmpty();
        }
    }

    @Test
    void a_new_token_that_is_refused_too_needs_a_person() {
        try (RawServer server = RawServer.saying(401, "AUTH_REFRESH_ONCE - over");
                Caller caller = new Caller(server.uri(), new Tokens(), Duration.ofSeconds(5), Set.of())) {
            assertThat(thrown(caller).kind()).isEqualTo(Kind.AUTHENTICATION);
            assertThat(caller.calls).hasSize(2);
        }
    }

    @Test
    void a_redirect_is_not_followed_so_that_credentials_stay_at_home() {
        try (RawServer other = RawServer.saying(200, "stolen");
                RawServer server = RawServer.saying(302, "", "Location: " + other.uri());
                Caller caller = new Caller(server.uri(), new Tokens(), Duration.ofSeconds(5), Set.of())) {
            assertThat(thrown(caller)).hasMessageContaining("302").hasMessageContaining("redirect");
            assertThat(other.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RETRYABLE, RESTART",
        "RETRYABLE_FEW, RESTART",
        "SPLIT, SPLIT",
        "AUTH, AUTHENTICATION",
        "CONFIG, CONFIGURATION",
        "THROTTLED, THROTTLED"
    })
    void an_error_half_way_keeps_its_meaning_but_is_not_asked_again(FailureClass failure, Kind kind) {
        try (RawServer server = RawServer.saying(200, "rows and then an error");
                Caller caller = new Caller(server.uri())) {
            SourceException thrown = catchThrowableOfType(
                    SourceException.class,
                    () -> caller.client.call(
                            caller.request("GET", true),
                            (body, head) -> {
                                throw new PlatformFailure(Failure.of(failure, "half.way", "text"));
                            },
                            Cancellation.never()));

            assertThat(thrown.kind()).isEqualTo(kind);
            assertThat(caller.codes()).containsExactly("1:200:half.way");
        }
    }

    @Test
    void what_a_reader_throws_is_thrown_as_it_is() {
        RuntimeException own = new IllegalStateException("row 7: secret cell");
        try (RawServer server = RawServer.saying(200, "rows");
                Caller caller = new Caller(server.uri())) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> caller.client.call(
                            caller.request("GET", true),
                            (body, head) -> {
                                throw own;
                            },
                            Cancellation.never()))
                    .isSameAs(own);
            assertThat(caller.calls).singleElement().satisfies(call -> {
                assertThat(call.errorCode()).isEqualTo("reader");
                assertThat(call.error()).doesNotContain("cell");
            });
        }
    }

    @Test
    void a_log_that_fails_harms_no_call() {
        try (RawServer server = RawServer.saying(200, "well");
                Caller caller = new Caller(server.uri())) {
            caller.client.attach(call -> {
                throw new IllegalStateException("disk full");
            });
            caller.get();
            assertThat(caller.get()).isEqualTo("well");
            assertThat(caller.calls).hasSize(2);
        }
    }

    @Test
    void no_credential_is_in_a_message_or_the_log_R11() {
        String repeated =
                "AUTH - pl4nted-token-1 of s3cret-pl4nted! for https://x/?access_token=abcdefgh by ann@example.com";
        try (RawServer server = RawServer.saying(403, repeated);
                Caller caller = new Caller(
                        server.uri(), new Tokens(), Duration.ofSeconds(5), Set.of(Secret.of("s3cret-pl4nted!")))) {
            SourceException thrown = thrown(caller);

            assertThat(thrown + " " + thrown.getCause() + caller.calls)
                    .doesNotContain("pl4nted-token-1", "s3cret-pl4nted!", "abcdefgh", "ann@", "hidden");
        }
    }

    @Test
    void a_credential_that_cannot_be_sent_is_not_shown_R11() {
        Authorization broken = address -> Map.of("Authorization", Secret.of("Bearer s3cret-pl4nted\nline"));
        try (RawServer server = RawServer.saying(200, "well");
                Caller caller = new Caller(server.uri(), broken, Duration.ofSeconds(5), Set.of())) {
            SourceException thrown = thrown(caller);

            assertThat(thrown.kind()).isEqualTo(Kind.AUTHENTICATION);
            assertThat(thrown).hasMessageNotContaining("s3cret").hasNoCause();
        }
    }

    @Test
    void a_client_that_was_not_used_has_no_thread_and_closing_one_leaves_none_R13() throws InterruptedException {
        try (RawServer server = RawServer.saying(200, "well")) {
            Set<Thread> before = LiveThreads.now();
            Caller caller = new Caller(server.uri());
            assertThat(LiveThreads.since(before)).isEmpty();
            caller.get();
            caller.close();
            Set<Thread> left = LiveThreads.since(before);
            for (int check = 0; check < 200 && !ours(left).isEmpty(); check++) {
                System.gc(); // a JDK before 21 ends the client's own thread when nobody holds the client
                new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
                left = LiveThreads.since(before);
            }
            assertThat(ours(left)).isEmpty();
        }
    }

    private static Set<Thread> ours(Set<Thread> threads) {
        threads.removeIf(thread -> thread.getName().startsWith("raw-server") || !thread.isAlive());
        return threads;
    }

    @Test
    void an_outage_is_not_run_against() {
        try (RawServer server = RawServer.saying(500, "RETRYABLE - down");
                Caller caller = new Caller(server.uri())) {
            thrown(caller);
            SourceException second = thrown(caller);

            assertThat(second.kind()).isEqualTo(Kind.TRANSIENT);
            assertThat(second.retryAfter()).isPresent();
            assertThat(server.requests()).hasSize(5);
        }
    }
}
