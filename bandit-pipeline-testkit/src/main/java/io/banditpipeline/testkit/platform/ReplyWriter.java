package io.banditpipeline.testkit.platform;

import io.banditpipeline.testkit.platform.LimitedOutput.LimitReached;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes one answer: head, content coding, framing, and what is to go wrong with its body. */
final class ReplyWriter {
    private final OutputStream out;
    private final boolean gzip;
    private final CountDownLatch stopped;

    ReplyWriter(OutputStream out, boolean gzip, CountDownLatch stopped) {
        this.out = out;
        this.gzip = gzip;
        this.stopped = stopped;
    }

    /**
     * Writes an answer as far as it is to come.
     *
     * @throws LimitReached where it is to break off
     */
    void write(HttpReply reply, @Nullable HttpFault fault, boolean keepAlive, boolean headOnly) throws IOException {
        boolean empty = reply.length() == 0 || reply.status() == 204 || reply.status() == 304;
        boolean zipped = gzip && !empty;
        boolean chunked = !empty && (zipped || reply.length() < 0 || fault != null);
        writeHead(reply, zipped, chunked, empty, keepAlive);
        if (!headOnly && !empty) {
            if (chunked) {
                writeChunked(reply, fault, zipped);
            } else {
                reply.body().writeTo(new BodyOutput(out));
            }
        }
        out.flush();
        if (empty && breaksOff(fault)) {
            throw new LimitReached();
        }
    }

    private void writeHead(HttpReply reply, boolean zipped, boolean chunked, boolean empty, boolean keepAlive)
            throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(reply.status())
                .append(' ')
                .append(reason(reply.status()))
                .append("\r\n");
        reply.headers().forEach(header -> append(head, header.name(), header.value()));
        if (zipped) {
            append(head, "Content-Encoding", "gzip");
        }
        if (chunked) {
            append(head, "Transfer-Encoding", "chunked");
        } else if (reply.status() != 204 && reply.status() != 304) {
            append(head, "Content-Length", String.valueOf(empty ? 0 : reply.length()));
        }
        append(head, "Connection", keepAlive ? "keep-alive" : "close");
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private void writeChunked(HttpReply reply, @Nullable HttpFault fault, boolean zipped) throws IOException {
        ChunkedOutput chunks = new ChunkedOutput(out);
        try {
            writeBody(reply, faulty(chunks, fault), zipped);
            if (breaksOff(fault) && !(fault instanceof HttpFault.TruncatedGzip)) {
                throw new LimitReached();
            }
        } catch (LimitReached e) {
            if (!(fault instanceof HttpFault.TruncatedGzip && zipped)) {
                chunks.flush();
                throw e;
            }
        }
        chunks.close();
    }

    private static void writeBody(HttpReply reply, OutputStream body, boolean zipped) throws IOException {
        if (!zipped) {
            reply.body().writeTo(body);
            return;
        }
        GZIPOutputStream packed = new GZIPOutputStream(body, 1 << 13);
        reply.body().writeTo(new BodyOutput(packed));
        packed.finish();
    }

    private OutputStream faulty(OutputStream chunks, @Nullable HttpFault fault) {
        if (fault instanceof HttpFault.Cut cut) {
            return new LimitedOutput(chunks, cut.bytes());
        }
        if (fault instanceof HttpFault.Silence silence) {
            return new LimitedOutput(chunks, Math.max(0, silence.bytes()));
        }
        if (fault instanceof HttpFault.TruncatedGzip truncated) {
            return new LimitedOutput(chunks, truncated.bytes());
        }
        return fault instanceof HttpFault.Slow slow ? new SlowOutput(chunks, slow, stopped) : chunks;
    }

    private static boolean breaksOff(@Nullable HttpFault fault) {
        return fault instanceof HttpFault.Cut
                || fault instanceof HttpFault.Silence
                || fault instanceof HttpFault.TruncatedGzip;
    }

    private static void append(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "Status";
        };
    }

    /**
     * Hands on whole arrays at once, and ignores being flushed or closed: bodies must not end or split what follows.
     */
    private static final class BodyOutput extends FilterOutputStream {
        BodyOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            // the writer decides what is flushed when
        }

        @Override
        public void close() {
            // the writer still has something to say
        }
    }
}
