package io.banditpipeline.testkit.platform;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Reads the requests of one connection, one after the other. */
final class RequestReader {
    private static final int MAX_HEAD = 1 << 18;
    private static final int MAX_BODY = 1 << 25;

    private final InputStream in;
    private final OutputStream out;
    private final InstantSource clock;

    RequestReader(InputStream in, OutputStream out, InstantSource clock) {
        this.in = in;
        this.out = out;
        this.clock = clock;
    }

    /** The next request; null if the client has ended the connection. */
    @Nullable
    Received next() throws IOException {
        byte[] head = readHead();
        if (head.length == 0) {
            return null;
        }
        RequestHead parsed = RequestHead.parse(head);
        if (parsed.lists("expect", "100-continue")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        byte[] body = parsed.lists("transfer-encoding", "chunked") ? readChunks() : readBody(parsed.contentLength());
        return new Received(new HttpCall(head, parsed, body, clock.instant()), parsed);
    }

    private byte[] readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ending = 0;
        while (ending < 2) {
            int next = in.read();
            if (next < 0) {
                return endOfConnection(head.size());
            }
            head.write(next);
            if (head.size() > MAX_HEAD) {
                throw new IOException("request head exceeds " + MAX_HEAD + " bytes");
            }
            if (next == '\n') {
                ending++;
            } else if (next != '\r') {
                ending = 0;
            }
        }
        return head.toByteArray();
    }

    private static byte[] endOfConnection(int bytesRead) throws IOException {
        if (bytesRead > 0) {
            throw new EOFException("connection ended within the head of a request");
        }
        return new byte[0];
    }

    private byte[] readBody(long length) throws IOException {
        if (length > MAX_BODY) {
            throw new IOException("request body of " + length + " bytes exceeds " + MAX_BODY);
        }
        byte[] body = in.readNBytes((int) length);
        if (body.length < length) {
            throw new EOFException("connection ended within the body of a request");
        }
        return body;
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            if (body.size() + size > MAX_BODY) {
                throw new IOException("request body exceeds " + MAX_BODY + " bytes");
            }
            body.write(readBody(size));
            readLine();
        }
        while (!readLine().isEmpty()) {
            continue; // trailers say nothing that a simulator needs
        }
        return body.toByteArray();
    }

    private long chunkSize() throws IOException {
        String line = readLine();
        int extension = line.indexOf(';');
        return Long.parseLong(extension < 0 ? line : line.substring(0, extension), 16);
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > MAX_HEAD) {
                throw new EOFException("connection ended within the body of a request");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** A request and what its head says of the connection. */
    record Received(HttpCall call, RequestHead head) {
        boolean keepsAlive() {
            return !head.lists("connection", "close");
        }

        boolean acceptsGzip() {
            return head.lists("accept-encoding", "gzip");
        }
    }
}
