package io.banditpipeline.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.testkit.clock.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {
    private static final String TEXT = "row ".repeat(10_000);

    private final AtomicLong written = new AtomicLong();
    private final ManualClock clock = ManualClock.at("2026-03-02T06:00:00Z");
    private final LoopbackServer server = LoopbackServer.start(clock, 3, this::handle);
    private final HttpClient client = HttpClient.newHttpClient();

    private HttpReply handle(HttpCall call) {
        return switch (call.path()) {
            case "/large" ->
                HttpReply.stream(200, "text/plain", out -> {
                    byte[] block = new byte[1 << 16];
                    Arrays.fill(block, (byte) 'x');
                    for (int i = 0; i < 3_200; i++) {
                        out.write(block);
                        written.addAndGet(block.length);
                    }
                });
            case "/bug" -> throw new IllegalStateException("planted");
            case "/echo" -> HttpReply.text(200, "text/plain", call.text());
            default -> HttpReply.text(200, "text/plain", TEXT);
        };
    }

    @AfterEach
    void nothing_went_wrong_but_what_was_planned() {
        server.close();
        assertThat(server.errors()).allMatch(error -> "planted".equals(error.getMessage()));
    }

    @Test
    void what_it_received_is_recorded_word_for_word_with_the_clocks_moment() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/v26/a%3Ab?x=1%2B2&y"))
                .header("Authorization", "Bearer geheim")
                .POST(HttpRequest.BodyPublishers.ofString("k=v+w&k=%C3%BC"))
                .build();
        client.send(request, BodyHandlers.ofString());

        RecordedCall recorded = server.calls().get(0);
        assertThat(recorded.status()).isEqualTo(200);
        HttpCall call = recorded.call();
        assertThat(call.at()).isEqualTo(clock.instant());
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.path()).isEqualTo("/v26/a:b");
        assertThat(call.query()).isEqualTo("x=1%2B2&y");
        assertThat(call.parameter("x")).hasValue("1+2");
        assertThat(call.form()).containsEntry("k", List.of("v w", "ü"));
        assertThat(call.header("authorization")).hasValue("Bearer geheim");
        assertThat(call.raw())
                .startsWith("POST /v26/a%3Ab?x=1%2B2&y HTTP/1.1\r\n")
                .endsWith("\r\n\r\nk=v+w&k=%C3%BC");
    }

    @Test
    void it_counts_all_requests_and_keeps_the_last_ones() throws Exception {
        for (int i = 0; i < 5; i++) {
            get("/" + i);
        }

        assertThat(server.received()).isEqualTo(5);
        assertThat(server.calls())
                .extracting(recorded -> recorded.call().path())
                .containsExactly("/2", "/3", "/4");
        assertThat(server.count(call -> call.path().equals("/3"))).isEqualTo(1);
    }

    @Test
    void chunked_requests_are_read_and_connections_are_kept() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/echo"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(TEXT.getBytes(StandardCharsets.UTF_8))))
                .build();

        assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo(TEXT);
        assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo(TEXT);
        assertThat(server.brokenConnections()).isZero();
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void gzip_is_for_those_who_ask() throws Exception {
        assertThat(get("/").headers().firstValue("Content-Encoding")).isEmpty();

        HttpResponse<InputStream> packed = client.send(gzipped("/"), BodyHandlers.ofInputStream());
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(unpacked(packed)).isEqualTo(TEXT);
    }

    @Test
    void two_hundred_megabytes_are_written_no_faster_than_they_are_read_so_that_nothing_holds_them_R15()
            throws Exception {
        long read = 0;
        long furthestAhead = 0;
        try (InputStream in =
                client.send(request("/large"), BodyHandlers.ofInputStream()).body()) {
            byte[] buffer = new byte[1 << 16];
            for (int more = in.read(buffer); more >= 0; more = in.read(buffer)) {
                read += more;
                furthestAhead = Math.max(furthestAhead, written.get() - read);
            }
        }
        assertThat(read).isEqualTo(3_200L << 16);
        assertThat(furthestAhead)
                .as("bytes under way, most of them in socket buffers")
                .isLessThan(32L << 20);
    }

    @Test
    void another_answer_can_be_planned_for_chosen_requests() throws Exception {
        server.faults()
                .next(
                        call -> call.path().equals("/b"),
                        HttpFault.answer(
                                HttpReply.text(503, "text/plain", "later").withHeader("Retry-After", "7")));

        assertThat(get("/a").statusCode()).isEqualTo(200);
        HttpResponse<String> failed = get("/b");
        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(failed.headers().firstValue("retry-after")).hasValue("7");
        assertThat(get("/b").statusCode()).isEqualTo(200);
        assertThat(server.faults().planted()).isEqualTo(1);
    }

    @Test
    void a_stream_breaks_after_the_planned_bytes() throws Exception {
        server.faults().next(HttpFault.cutAfter(100));

        HttpResponse<InputStream> cut = client.send(request("/"), BodyHandlers.ofInputStream());
        byte[] begin = cut.body().readNBytes(100);
        assertThat(begin).hasSize(100);
        assertThatThrownBy(() -> cut.body().read()).isInstanceOf(IOException.class);
    }

    @Test
    void a_silent_answer_never_comes_but_its_call_is_recorded() {
        server.faults().next(HttpFault.silence());

        assertThatThrownBy(() -> client.send(timed("/"), BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(server.calls())
                .singleElement()
                .extracting(RecordedCall::status)
                .isEqualTo(0);
    }

    @Test
    void a_half_open_answer_stops_within_its_body_and_ends_when_the_server_is_closed() throws Exception {
        server.faults().next(HttpFault.silenceAfter(10));
        HttpResponse<InputStream> half = client.send(request("/"), BodyHandlers.ofInputStream());
        assertThat(half.body().readNBytes(10)).hasSize(10);
        CompletableFuture<Integer> eleventh = CompletableFuture.supplyAsync(() -> readOr(half.body(), -2));
        assertThat(eleventh).isNotDone();

        server.close();

        assertThat(eleventh.get(20, TimeUnit.SECONDS)).isEqualTo(-2);
    }

    @Test
    void a_slow_answer_dribbles() throws Exception {
        server.faults().next(HttpFault.slow(10_000, Duration.ofMillis(20)));

        long before = System.nanoTime();
        assertThat(get("/").body()).isEqualTo(TEXT);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(40));
    }

    @Test
    void a_reset_connection_answers_nothing() {
        server.faults().next(call -> true, HttpFault.reset(), HttpFault.reset(), HttpFault.reset());

        HttpRequest post = HttpRequest.newBuilder(server.uri())
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertThatThrownBy(() -> client.send(post, BodyHandlers.ofString())).isInstanceOf(IOException.class);
    }

    @Test
    void a_truncated_gzip_looks_whole_until_it_is_unpacked() throws Exception {
        server.faults().next(HttpFault.truncatedGzip(20));

        HttpResponse<byte[]> packed = client.send(gzipped("/"), BodyHandlers.ofByteArray());
        assertThat(packed.body()).hasSize(20);
        assertThatThrownBy(() -> new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isInstanceOf(EOFException.class);
    }

    @Test
    void connections_are_refused_until_it_accepts_again_at_the_same_address() throws Exception {
        URI before = server.uri();
        server.refuse();
        assertThatThrownBy(() -> get("/")).isInstanceOf(ConnectException.class);

        server.acceptAgain();
        assertThat(server.uri()).isEqualTo(before);
        assertThat(get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void random_faults_are_those_of_the_seed_and_about_as_many_as_said() throws Exception {
        List<Integer> first = statusesWithFaults(server);
        try (LoopbackServer other = LoopbackServer.start(clock, this::handle)) {
            assertThat(statusesWithFaults(other)).isEqualTo(first);
        }
        assertThat(first.stream().filter(status -> status == 500).count()).isBetween(10L, 60L);
    }

    private List<Integer> statusesWithFaults(LoopbackServer tested) throws Exception {
        tested.faults().randomly(7, 0.3, call -> true, HttpFault.answer(HttpReply.of(500)));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            HttpRequest request =
                    HttpRequest.newBuilder(tested.uri().resolve("/" + i % 10)).build();
            statuses.add(client.send(request, BodyHandlers.ofString()).statusCode());
        }
        return statuses;
    }

    @Test
    void what_a_handler_throws_is_answered_with_500_and_kept() throws Exception {
        assertThat(get("/bug").statusCode()).isEqualTo(500);
        assertThat(server.errors()).hasSize(1);
    }

    @Test
    void closing_ends_all_threads_soon_whatever_is_under_way_R13() throws Exception {
        server.faults().next(HttpFault.silenceAfter(0), HttpFault.slow(1, Duration.ofHours(1)), HttpFault.silence());
        client.send(request("/"), BodyHandlers.ofInputStream());
        client.send(request("/"), BodyHandlers.ofInputStream());
        CompletableFuture<HttpResponse<String>> silent = client.sendAsync(request("/"), BodyHandlers.ofString());
        while (server.received() < 3) {
            Thread.onSpinWait();
        }

        long before = System.nanoTime();
        server.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(silent).failsWithin(Duration.ofSeconds(5));
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName()
                .equals("loopback-" + server.uri().getPort()));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path), BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(server.uri().resolve(path)).build();
    }

    private HttpRequest gzipped(String path) {
        return HttpRequest.newBuilder(server.uri().resolve(path))
                .header("Accept-Encoding", "gzip")
                .build();
    }

    private HttpRequest timed(String path) {
        return HttpRequest.newBuilder(server.uri().resolve(path))
                .timeout(Duration.ofMillis(200))
                .build();
    }

    private static String unpacked(HttpResponse<InputStream> response) throws IOException {
        try (InputStream in = new GZIPInputStream(response.body())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int readOr(InputStream in, int otherwise) {
        try {
            return in.read();
        } catch (IOException e) {
            return otherwise;
        }
    }
}
