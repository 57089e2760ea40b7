package io.banditpipeline.connectors.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancellationSource;
import io.banditpipeline.workflow.CancelledException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a network does to the bodies of answers. */
@Timeout(60)
class BodiesTest {
    private static final Duration STALL = Duration.ofMillis(300);
    private static final String TEXT = "row after row; ".repeat(10_000);

    private static Caller caller(RawServer server) {
        return new Caller(server.uri(), Authorization.NONE, STALL, Set.of());
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void head(OutputStream out, String headers) throws IOException {
        out.write(("HTTP/1.1 200 OK\r\n" + headers + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Test
    void a_compressed_answer_is_decompressed() {
        try (RawServer server = new RawServer((call, out, self) -> {
                    RawServer.write(out, 200, gzip(TEXT), "Content-Encoding: gzip");
                    return true;
                });
                Caller caller = caller(server)) {
            assertThat(caller.get()).isEqualTo(TEXT);
            assertThat(caller.get()).isEqualTo(TEXT);
        }
    }

    @Test
    void a_compressed_answer_of_several_parts_is_read_to_its_end() {
        try (RawServer server = new RawServer((call, out, self) -> {
                    head(out, "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n");
                    for (String part : new String[] {"one ", "two ", "three"}) {
                        byte[] bytes = gzip(part);
                        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                        out.write(bytes);
                        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                        out.flush();
                    }
                    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    return true;
                });
                Caller caller = caller(server)) {
            assertThat(caller.get()).isEqualTo("one two three");
        }
    }

    @Test
    void a_compressed_answer_that_is_cut_short_is_begun_again_by_who_asked() {
        try (RawServer server = new RawServer((call, out, self) -> {
                    byte[] whole = gzip(TEXT);
                    RawServer.write(out, 200, Arrays.copyOf(whole, whole.length - 20), "Content-Encoding: gzip");
                    return true;
                });
                Caller caller = caller(server)) {
            assertThat(thrown(caller).kind()).isEqualTo(Kind.RESTART);
            assertThat(caller.codes()).containsExactly("1:200:broken");
        }
    }

    @Test
    void an_answer_that_breaks_off_half_way_is_begun_again_by_who_asked() {
        try (RawServer server = new RawServer((call, out, self) -> {
                    head(out, "Content-Length: 1000\r\n");
                    out.write(new byte[500]);
                    return false;
                });
                Caller caller = caller(server)) {
            SourceException thrown = thrown(caller);

            assertThat(thrown.kind()).isEqualTo(Kind.RESTART);
            assertThat(thrown).hasMessageContaining("Google Ads answered 200 (broken) to GET customers/{id}");
        }
    }

    @Test
    void an_answer_that_breaks_off_after_its_reader_was_done_is_begun_again_all_the_same() {
        try (RawServer server = new RawServer((call, out, self) -> {
                    head(out, "Content-Length: 1000\r\n");
                    out.write(new byte[500]);
                    return false;
                });
                Caller caller = caller(server)) {
            SourceException thrown = catchThrowableOfType(
                    SourceException.class,
                    () -> caller.client.call(
                            caller.request("GET", true), (body, head) -> body.readNBytes(10), Cancellation.never()));

            assertThat(thrown.kind()).isEqualTo(Kind.RESTART);
        }
    }

    @Test
    void an_answer_that_breaks_off_before_its_body_is_asked_for_again() {
        try (RawServer server = new RawServer((call, out, self) -> {
                    if (call == 1) {
                        head(out, "Content-Length: 1000\r\n");
                        return false;
                    }
                    RawServer.write(out, 200, "well".getBytes(StandardCharsets.UTF_8));
                    return true;
                });
                Caller caller = caller(server)) {
            assertThat(caller.get()).isEqualTo("well");
            // The HTTP client may learn of the end before it has handed out the head.
            assertThat(caller.codes().get(0)).isIn("1:200:broken", "1:0:broken");
            assertThat(caller.codes()).hasSize(2).last().isEqualTo("2:200:");
        }
    }

    @Test
    void an_answer_that_stalls_half_way_is_given_up() {
        try (RawServer server = new RawServer((call, out, self) -> {
                    head(out, "Content-Length: 1000\r\n");
                    out.write(new byte[500]);
                    self.hang();
                    return false;
                });
                Caller caller = caller(server)) {
            assertThat(thrown(caller).kind()).isEqualTo(Kind.RESTART);
            assertThat(caller.codes()).containsExactly("1:200:stall");
        }
    }

    @Test
    void a_connection_that_says_nothing_is_given_up_and_asked_again() {
        try (RawServer server = new RawServer((call, out, self) -> {
                    self.hang();
                    return false;
                });
                Caller caller = caller(server)) {
            assertThat(thrown(caller).kind()).isEqualTo(Kind.TRANSIENT);
            assertThat(caller.codes()).containsExactly("1:0:stall", "2:0:stall", "3:0:stall");
        }
    }

    @Test
    void an_answer_that_drips_but_never_stalls_is_read() {
        try (RawServer server = new RawServer((call, out, self) -> {
                    head(out, "Content-Length: 20\r\n");
                    for (int each = 0; each < 20; each++) {
                        out.write('x');
                        out.flush();
                        new CountDownLatch(1).await(STALL.toMillis() / 10, TimeUnit.MILLISECONDS);
                    }
                    return true;
                });
                Caller caller = caller(server)) {
            assertThat(caller.get()).isEqualTo("x".repeat(20));
        }
    }

    @Test
    void an_error_that_drips_is_read_only_for_a_while() {
        try (RawServer server = new RawServer((call, out, self) -> {
                    out.write("HTTP/1.1 403 No\r\nContent-Length: 100000\r\n\r\nCONFIG - no "
                            .getBytes(StandardCharsets.US_ASCII));
                    for (int each = 0; each < 100_000; each++) {
                        out.write('x');
                        out.flush();
                        new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
                    }
                    return true;
                });
                Caller caller = caller(server)) {
            assertThat(thrown(caller).kind()).isEqualTo(Kind.CONFIGURATION);
        }
    }

    @Test
    void of_a_huge_error_only_the_beginning_is_read_R15() {
        AtomicLong sent = new AtomicLong();
        try (RawServer server = new RawServer((call, out, self) -> {
                    out.write("HTTP/1.1 403 No\r\nContent-Length: 1000000000\r\n\r\nCONFIG - no "
                            .getBytes(StandardCharsets.US_ASCII));
                    byte[] junk = new byte[1 << 16];
                    while (sent.get() < 1_000_000_000L) {
                        out.write(junk);
                        sent.addAndGet(junk.length);
                    }
                    return true;
                });
                Caller caller = caller(server)) {
            assertThat(thrown(caller).kind()).isEqualTo(Kind.CONFIGURATION);
            assertThat(sent).hasValueLessThan(100_000_000L);
        }
    }

    @Test
    void no_more_of_an_answer_is_taken_from_the_connection_than_its_reader_wants_R15() {
        AtomicLong sent = new AtomicLong();
        try (RawServer server = new RawServer((call, out, self) -> {
                    head(out, "Content-Length: 1000000000\r\n");
                    byte[] junk = new byte[1 << 16];
                    while (sent.get() < 1_000_000_000L) {
                        out.write(junk);
                        sent.addAndGet(junk.length);
                    }
                    return true;
                });
                Caller caller = caller(server)) {
            long seen = caller.client.call(
                    caller.request("GET", true),
                    (body, head) -> {
                        body.readNBytes(1000);
                        long before = -1;
                        while (before != sent.get()) { // until the buffers of the connection are full
                            before = sent.get();
                            awaitQuietly(Duration.ofMillis(200));
                        }
                        return before;
                    },
                    Cancellation.never());

            assertThat(seen).isLessThan(100_000_000L);
        }
    }

    @Test
    void an_answer_without_content_is_empty_even_if_it_is_called_compressed() {
        try (RawServer server = new RawServer((call, out, self) -> {
                    RawServer.write(out, 240, new byte[0], "Content-Encoding: gzip");
                    return true;
                });
                Caller caller = caller(server)) {
            assertThat(caller.get()).isEmpty();
            assertThat(caller.codes()).containsExactly("1:240:");
        }
    }

    @Test
    void a_call_that_is_told_to_stop_ends_at_once_half_way() throws Exception {
        try (RawServer server = new RawServer((call, out, self) -> {
                    head(out, "Content-Length: 1000\r\n");
                    out.write(new byte[500]);
                    self.hang();
                    return false;
                });
                Caller caller = new Caller(server.uri())) {
            CountDownLatch reading = new CountDownLatch(1);
            assertThat(stopped(caller, reading))
                    .isInstanceOf(CancelledException.class)
                    .hasMessage("enough");
            assertThat(caller.codes()).containsExactly("1:200:cancelled");
        }
    }

    @Test
    void a_call_that_is_told_to_stop_ends_at_once_before_the_answer() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        try (RawServer server = new RawServer((call, out, self) -> {
                    reading.countDown();
                    self.hang();
                    return false;
                });
                Caller caller = new Caller(server.uri())) {
            assertThat(stopped(caller, reading))
                    .isInstanceOf(CancelledException.class)
                    .hasMessage("enough");
            assertThat(caller.codes()).containsExactly("1:0:cancelled");
        }
    }

    private static Throwable stopped(Caller caller, CountDownLatch reading) throws Exception {
        CancellationSource source = new CancellationSource(e -> {
            throw e;
        });
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                caller.client.call(
                        caller.request("GET", true),
                        (body, head) -> {
                            body.readNBytes(500);
                            reading.countDown();
                            return body.read();
                        },
                        source);
            } catch (RuntimeException e) {
                ended.complete(e);
            }
        });
        thread.start();
        reading.await();
        source.cancel("enough");
        return ended.get(20, TimeUnit.SECONDS);
    }

    @Test
    void closing_the_client_ends_what_is_under_way() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = new RawServer((call, out, self) -> {
                    asked.countDown();
                    self.hang();
                    return false;
                });
                Caller caller = new Caller(server.uri())) {
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            new Thread(() -> {
                        try {
                            caller.get();
                        } catch (RuntimeException e) {
                            ended.complete(e);
                        }
                    })
                    .start();
            asked.await();

            caller.client.close();

            assertThat(ended.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(CancelledException.class)
                    .hasMessageContaining("closed");
        }
    }

    private static void awaitQuietly(Duration duration) {
        try {
            new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SourceException thrown(Caller caller) {
        return catchThrowableOfType(SourceException.class, caller::get);
    }
}
