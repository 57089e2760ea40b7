package io.banditpipeline.testkit.platform;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The answer to a request. Immutable; a streamed body is written anew for each use. */
public final class HttpReply {
    private final int status;
    private final List<HttpHeader> headers;
    private final Body body;
    private final long length;
    private final Runnable end;

    private HttpReply(int status, List<HttpHeader> headers, Body body, long length) {
        this(status, headers, body, length, () -> {});
    }

    private HttpReply(int status, List<HttpHeader> headers, Body body, long length, Runnable end) {
        this.end = end;
        this.status = status;
        this.headers = List.copyOf(headers);
        this.body = body;
        this.length = length;
    }

    /** Writes a body, piece by piece, so that it need not be in memory as a whole. */
    @FunctionalInterface
    public interface Body {
        /** Writes all of it; leaves the stream open. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** An answer without a body. */
    public static HttpReply of(int status) {
        return new HttpReply(status, List.of(), out -> {}, 0);
    }

    /** An answer with a body of JSON. */
    public static HttpReply json(int status, String json) {
        return bytes(status, "application/json; charset=UTF-8", json.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer with a body of text, in UTF-8. */
    public static HttpReply text(int status, String contentType, String text) {
        return bytes(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer with a body of bytes. */
    public static HttpReply bytes(int status, String contentType, byte[] bytes) {
        byte[] copy = bytes.clone();
        return new HttpReply(status, List.of(), out -> out.write(copy), copy.length)
                .withHeader("Content-Type", contentType);
    }

    /** An answer whose body is written while it is sent, in chunks. */
    public static HttpReply stream(int status, String contentType, Body body) {
        return new HttpReply(status, List.of(), body, -1).withHeader("Content-Type", contentType);
    }

    /** The same answer with one header more. */
    public HttpReply withHeader(String name, String value) {
        List<HttpHeader> more = new ArrayList<>(headers);
        more.add(new HttpHeader(name, value));
        return new HttpReply(status, more, body, length, end);
    }

    /** The same answer, with something to do once it was sent or has failed. */
    HttpReply atItsEnd(Runnable then) {
        return new HttpReply(status, headers, body, length, then);
    }

    /** Does what is to be done once it was sent. */
    void end() {
        end.run();
    }

    /** The status. */
    public int status() {
        return status;
    }

    /** The headers besides those that the server sets: length, encoding, connection and date. */
    public List<HttpHeader> headers() {
        return headers;
    }

    /** What writes the body. */
    public Body body() {
        return body;
    }

    /** The length of the body in bytes; -1 if it is streamed. */
    public long length() {
        return length;
    }
}
