package io.banditpipeline.testkit.platform;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One HTTP request as it came in. Immutable, thread-safe. */
public final class HttpCall {
    private final String method;
    private final String target;
    private final List<HttpHeader> headers;
    private final byte[] head;
    private final byte[] body;
    private final Instant at;

    HttpCall(byte[] head, RequestHead parsed, byte[] body, Instant at) {
        this.method = parsed.method();
        this.target = parsed.target();
        this.headers = parsed.headers();
        this.head = head.clone();
        this.body = body.clone();
        this.at = at;
    }

    /** The method, such as {@code GET}. */
    public String method() {
        return method;
    }

    /** The path, percent-decoded, without the query; such as {@code /v26/customers:listAccessibleCustomers}. */
    public String path() {
        String path = target.contains("?") ? target.substring(0, target.indexOf('?')) : target;
        return decoded(path.replace("+", "%2B"));
    }

    /** The query as it was sent, without its question mark; empty if there is none. */
    public String query() {
        return target.contains("?") ? target.substring(target.indexOf('?') + 1) : "";
    }

    /** The headers in the order in which they were sent. */
    public List<HttpHeader> headers() {
        return headers;
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(HttpHeader::value)
                .findFirst();
    }

    /** The body as it was sent; empty if there is none. */
    public byte[] body() {
        return body.clone();
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The parameters of the query, decoded, in order. */
    public Map<String, List<String>> parameters() {
        return pairs(query());
    }

    /** The first parameter of the query of that name, decoded. */
    public Optional<String> parameter(String name) {
        return parameters().getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The fields of a body that is a form, decoded, in order. */
    public Map<String, List<String>> form() {
        return pairs(text());
    }

    /** When it came in, by the clock of the server. */
    public Instant at() {
        return at;
    }

    /**
     * All that came over the wire: request line, headers and body, one character for each byte. What is not in here was
     * not sent.
     */
    public String raw() {
        return new String(head, StandardCharsets.ISO_8859_1) + new String(body, StandardCharsets.ISO_8859_1);
    }

    /** Method and target, which may hold secrets. */
    @Override
    public String toString() {
        return method + " " + target;
    }

    /** The same call with no more than the first bytes of its body. */
    HttpCall withBodyOfAtMost(int bytes) {
        return body.length <= bytes
                ? this
                : new HttpCall(head, new RequestHead(method, target, headers), Arrays.copyOf(body, bytes), at);
    }

    private static Map<String, List<String>> pairs(String text) {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                pairs.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
            }
        }
        return pairs;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
