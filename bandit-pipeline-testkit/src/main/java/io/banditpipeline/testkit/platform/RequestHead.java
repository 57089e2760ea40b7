package io.banditpipeline.testkit.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Request line and headers. */
record RequestHead(String method, String target, List<HttpHeader> headers) {
    RequestHead {
        headers = List.copyOf(headers);
    }

    static RequestHead parse(byte[] bytes) throws IOException {
        String[] lines = new String(bytes, StandardCharsets.ISO_8859_1).split("\r?\n", -1);
        String[] request = lines[0].split(" ", -1);
        if (request.length != 3 || !request[2].startsWith("HTTP/1.")) {
            throw new IOException("not an HTTP/1 request line: " + lines[0]);
        }
        List<HttpHeader> headers = new ArrayList<>();
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1) {
                throw new IOException("not a header line: " + lines[i]);
            }
            headers.add(new HttpHeader(
                    lines[i].substring(0, colon), lines[i].substring(colon + 1).strip()));
        }
        return new RequestHead(request[0], request[1], headers);
    }

    /** Whether a header of that name lists a token, whatever the case. */
    boolean lists(String name, String token) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .anyMatch(header -> header.value().toLowerCase(Locale.ROOT).contains(token));
    }

    /** The length that the body is said to have; 0 if none is given. */
    long contentLength() throws IOException {
        for (HttpHeader header : headers) {
            if (header.name().equalsIgnoreCase("content-length")) {
                try {
                    return Long.parseLong(header.value());
                } catch (NumberFormatException e) {
                    throw new IOException("not a Content-Length: " + header.value(), e);
                }
            }
        }
        return 0;
    }
}
