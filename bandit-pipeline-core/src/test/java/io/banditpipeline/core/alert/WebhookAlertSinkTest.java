package io.banditpipeline.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.banditpipeline.alert.Alert;
import io.banditpipeline.alert.AlertRecord;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.clock.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookAlertSinkTest {
    private static final Alert ALERT = new Alert(
            Alert.Severity.CRITICAL,
            "run.failed",
            "daily",
            "Der Lauf schlug fehl: \"größer\"\nals erwartet",
            Instant.parse("2026-11-02T06:00:00Z"));
    private static final Secret TOKEN = Secret.of("Bearer very-secret-token");
    private static final String SECRET_PATH = "/services/T0/very-secret-path";

    private final ManualClock clock = ManualClock.at("2026-11-02T06:00:01Z");
    private final List<Duration> waits = new ArrayList<>();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private ExecutorService threads;

    private record Request(Map<String, List<String>> headers, byte[] body, String path) {
        String header(String name) {
            return headers.get(name).get(0);
        }
    }

    private record Answer(int status, Map<String, String> headers, boolean hangs) {
        static Answer of(int status) {
            return new Answer(status, Map.of(), false);
        }
    }

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stopServer() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void an_alert_is_posted_as_json_with_its_headers() throws IOException {
        try (WebhookAlertSink sink = builder().header("Authorization", TOKEN).build()) {
            sink.raise(ALERT);
        }
        Request request = onlyRequest();
        JsonNode json = new ObjectMapper().readTree(request.body());
        assertThat(request.path()).isEqualTo(SECRET_PATH);
        assertThat(request.header("Authorization")).isEqualTo(TOKEN.reveal());
        assertThat(request.header("Content-type")).startsWith("application/json");
        assertThat(json.get("event").asText()).isEqualTo("raised");
        assertThat(json.get("severity").asText()).isEqualTo("CRITICAL");
        assertThat(json.get("code").asText()).isEqualTo("run.failed");
        assertThat(json.get("subject").asText()).isEqualTo("daily");
        assertThat(json.get("message").asText()).isEqualTo(ALERT.message());
        assertThat(json.get("at").asText()).isEqualTo("2026-11-02T06:00:00Z");
        assertThat(request.headers()).doesNotContainKey("X-banditpipeline-signature");
    }

    @Test
    void the_end_of_an_alert_is_posted_too() throws IOException {
        Instant end = Instant.parse("2026-11-02T07:00:00Z");
        try (WebhookAlertSink sink = builder().build()) {
            sink.resolved(new AlertRecord(ALERT, ALERT.at(), 3, ALERT.at(), "ann", ALERT.at(), end));
        }
        JsonNode json = new ObjectMapper().readTree(onlyRequest().body());
        assertThat(json.get("event").asText()).isEqualTo("resolved");
        assertThat(json.get("occurrences").asLong()).isEqualTo(3);
        assertThat(json.get("resolvedAt").asText()).isEqualTo("2026-11-02T07:00:00Z");
        assertThat(json.get("acknowledgedBy").asText()).isEqualTo("ann");
    }

    /** The expected signature was computed with another program (Python's hmac) over these very bytes. */
    @Test
    void a_signature_covers_the_moment_and_the_bytes() {
        byte[] body = "{\"event\":\"raised\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(WebhookSignature.of(Secret.of("key"), Instant.ofEpochSecond(1_762_063_201), body))
                .isEqualTo("v1=495823841d055ed116103136d1fec4ad0c9484ef08afcb38f94321d944320629");
    }

    @Test
    void a_signed_request_carries_what_verifies_it() {
        Secret key = Secret.of("signing-key");
        try (WebhookAlertSink sink = builder().signWith(key).build()) {
            sink.raise(ALERT);
        }
        Request request = onlyRequest();
        assertThat(request.header("X-banditpipeline-timestamp"))
                .isEqualTo(Long.toString(clock.instant().getEpochSecond()));
        assertThat(request.header("X-banditpipeline-signature"))
                .isEqualTo(WebhookSignature.of(key, clock.instant(), request.body()));
    }

    @Test
    void a_server_error_passes_and_is_tried_again() {
        answers.add(Answer.of(500));
        try (WebhookAlertSink sink = builder().build()) {
            sink.raise(ALERT);
        }
        assertThat(requests).hasSize(2);
        assertThat(waits).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void too_many_requests_waits_as_long_as_it_is_asked_to_but_not_for_ever() {
        answers.add(new Answer(429, Map.of("Retry-After", "7"), false));
        answers.add(new Answer(429, Map.of("Retry-After", "86400"), false));
        try (WebhookAlertSink sink = builder().build()) {
            sink.raise(ALERT);
        }
        assertThat(requests).hasSize(3);
        assertThat(waits).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(30));
    }

    @Test
    void errors_that_stay_end_after_so_many_tries_and_name_no_secret_R11() {
        answers.addAll(Collections.nCopies(9, Answer.of(503)));
        try (WebhookAlertSink sink = builder().header("Authorization", TOKEN).build()) {
            assertFails(sink, "status 503");
        }
        assertThat(requests).hasSize(3);
        assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void a_refusal_is_not_tried_again() {
        answers.add(Answer.of(403));
        try (WebhookAlertSink sink = builder().build()) {
            assertFails(sink, "status 403");
        }
        assertThat(requests).hasSize(1);
    }

    @Test
    void a_redirect_is_never_followed_R11() {
        answers.add(new Answer(302, Map.of("Location", "http://127.0.0.1:" + port() + "/elsewhere"), false));
        try (WebhookAlertSink sink = builder().header("Authorization", TOKEN).build()) {
            assertFails(sink, "redirect");
        }
        assertThat(requests).hasSize(1);
    }

    @Test
    void a_server_that_hangs_is_given_up_within_the_bound() {
        answers.addAll(Collections.nCopies(9, new Answer(200, Map.of(), true)));
        long start = System.nanoTime();
        try (WebhookAlertSink sink = builder().timeout(Duration.ofMillis(200)).build()) {
            assertFails(sink, "HttpTimeoutException");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(waits).hasSize(2);
    }

    @Test
    void a_refused_connection_is_tried_again_and_then_told() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (WebhookAlertSink sink = WebhookAlertSink.to(URI.create("http://127.0.0.1:" + free + SECRET_PATH))
                .waiter(waits::add)
                .build()) {
            assertFails(sink, "ConnectException");
        }
        assertThat(waits).hasSize(2);
    }

    @Test
    void an_interrupt_ends_the_waiting_and_stays_noticed() {
        answers.add(Answer.of(500));
        try (WebhookAlertSink sink = builder()
                .waiter(wait -> {
                    throw new InterruptedException("enough");
                })
                .build()) {
            assertFails(sink, "interrupted");
        }
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void what_is_configured_wrongly_is_refused_at_once_without_showing_secrets_R11() {
        assertThatThrownBy(() -> WebhookAlertSink.to(URI.create("ftp://example.com/x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http or https");
        assertThatThrownBy(() -> WebhookAlertSink.to(URI.create("https://user:very-secret@example.com/x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("very-secret");
        assertThatThrownBy(() -> builder().header("Authorization", Secret.of("very-secret\r\nX: y")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("very-secret");
        assertThatThrownBy(() -> builder().header("Content-Length", TOKEN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Content-Length");
        assertThatThrownBy(() -> builder().tries(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().timeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    private void assertFails(WebhookAlertSink sink, String why) {
        assertThatThrownBy(() -> sink.raise(ALERT))
                .isInstanceOfSatisfying(
                        PipelineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DELIVERY))
                .hasMessageContaining(why)
                .hasMessageContaining("http://127.0.0.1:")
                .hasMessageNotContaining("very-secret");
        assertThat(sink.toString()).doesNotContain("very-secret");
    }

    private WebhookAlertSinkBuilder builder() {
        return WebhookAlertSink.to(URI.create("http://127.0.0.1:" + port() + SECRET_PATH))
                .clock(clock)
                .waiter(waits::add);
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private Request onlyRequest() {
        assertThat(requests).hasSize(1);
        return requests.get(0);
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            requests.add(new Request(
                    Map.copyOf(exchange.getRequestHeaders()),
                    exchange.getRequestBody().readAllBytes(),
                    exchange.getRequestURI().getPath()));
            Answer answer;
            synchronized (answers) {
                answer = answers.isEmpty() ? Answer.of(200) : answers.removeFirst();
            }
            if (answer.hangs() && over.await(60, TimeUnit.SECONDS)) {
                return;
            }
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            exchange.sendResponseHeaders(answer.status(), -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
