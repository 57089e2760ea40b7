package io.banditpipeline.connectors.internal.http;

import io.banditpipeline.connectors.internal.failure.ErrorAnswer;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancelledException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** One request and its answer. It ends at once when the work is told to stop or the client is closed. */
final class Exchange implements AutoCloseable {
    /** The most that is read of an error, and of what is left of an answer when its reader is done. */
    static final int MOST_ASIDE = 64 * 1024;

    private static final int BUFFER = 16 * 1024;

    private final Duration stallTimeout;
    private final Cancellation cancellation;
    private final Consumer<Exchange> ended;
    private final BodyStream raw;
    private volatile @Nullable CompletableFuture<HttpResponse<InputStream>> sent;
    private volatile boolean stopped;
    private Cancellation.@Nullable Registration registration;
    private int status;

    Exchange(Duration stallTimeout, Cancellation cancellation, Consumer<Exchange> ended) {
        this.stallTimeout = stallTimeout;
        this.cancellation = cancellation;
        this.ended = ended;
        this.raw = new BodyStream(stallTimeout);
    }

    /**
     * Sends the request and waits for the head of the answer. The client is not held, nor is this exchange by the
     * client's connections: a JDK before 21 ends a client when nobody holds it.
     *
     * @return status and headers, with an empty body
     * @throws IOException if there is none
     */
    ErrorAnswer send(HttpClient http, HttpRequest request) throws IOException {
        BodyStream receiver = raw;
        CompletableFuture<HttpResponse<InputStream>> future = http.sendAsync(request, info -> receiver);
        sent = future;
        registration = cancellation.onCancel(this::stop);
        if (stopped) {
            future.cancel(true);
        }
        HttpResponse<InputStream> response = await(future);
        status = response.statusCode();
        return new ErrorAnswer(status, response.headers().map(), "");
    }

    private static HttpResponse<InputStream> await(CompletableFuture<HttpResponse<InputStream>> future)
            throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while waiting for an answer");
        } catch (CancellationException e) {
            throw new IOException("the call was stopped", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IOException("the call failed", e.getCause());
        }
    }

    /** The HTTP status, or 0 before there is one. */
    int status() {
        return status;
    }

    /**
     * The decompressed body, once its first bytes are there.
     *
     * @throws IOException if it breaks before that
     */
    InputStream body(ErrorAnswer head) throws IOException {
        PushbackInputStream peeked = new PushbackInputStream(raw, 1);
        int first = peeked.read();
        if (first < 0) {
            return InputStream.nullInputStream();
        }
        peeked.unread(first);
        String encoding =
                head.header("Content-Encoding").orElse("identity").strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> peeked;
            case "gzip", "x-gzip" -> new GZIPInputStream(peeked, BUFFER);
            default -> throw new IOException("an unknown encoding of the body");
        };
    }

    /** The beginning of an error's body, as far as it comes; never fails, since the status tells enough. */
    String errorText(ErrorAnswer head) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            copy(body(head), text);
        } catch (IOException e) {
            text.writeBytes(" [the answer broke off]".getBytes(StandardCharsets.UTF_8));
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /**
     * Reads the little that may be left after a reader is done, so that a broken end is noticed and the connection can
     * be used again. If much is left, the reader did not want it.
     */
    void finish(InputStream body) throws IOException {
        copy(body, new ByteArrayOutputStream());
    }

    /** A sender that drips is given up, too. */
    private void copy(InputStream body, ByteArrayOutputStream into) throws IOException {
        long begun = System.nanoTime();
        byte[] buffer = new byte[BUFFER];
        while (into.size() < MOST_ASIDE && System.nanoTime() - begun < stallTimeout.toNanos()) {
            int count = body.read(buffer, 0, Math.min(buffer.length, MOST_ASIDE - into.size()));
            if (count < 0) {
                return;
            }
            into.write(buffer, 0, count);
        }
    }

    /** Whether the connection, not its content, is why no more can be read. */
    boolean isBroken() {
        return raw.broken() != null;
    }

    /** Ends it, from any thread. */
    void stop() {
        stopped = true;
        raw.abort(new IOException("the call was stopped"));
        CompletableFuture<?> future = sent;
        if (future != null) {
            future.cancel(true);
        }
    }

    /** Goes on only if nobody stopped it. */
    void throwIfStopped() {
        cancellation.throwIfCancelled();
        if (stopped) {
            throw new CancelledException("the connector was closed during the call");
        }
    }

    @Override
    public void close() {
        if (registration != null) {
            registration.close();
        }
        raw.close();
        ended.accept(this);
    }

    /** Header names by which platforms tell the id of a request. */
    static String requestId(Map<String, List<String>> headers) {
        for (String name : new String[] {"request-id", "x-request-id", "x-fb-trace-id", "x-fb-request-id"}) {
            List<String> values = headers.get(name);
            if (values != null && !values.isEmpty()) {
                return values.get(0);
            }
        }
        return "";
    }
}
