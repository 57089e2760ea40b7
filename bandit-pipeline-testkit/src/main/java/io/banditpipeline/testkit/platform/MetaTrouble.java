package io.banditpipeline.testkit.platform;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/** What goes wrong on the side of the platform. This class is thread-safe. */
final class MetaTrouble {
    private static final String HTML = "<!DOCTYPE html><html><body><h1>Sorry, something went wrong.</h1></body></html>";

    private final Map<MetaEndpoint, Deque<MetaError>> next = new EnumMap<>(MetaEndpoint.class);

    /** What callers see of an outage. */
    static HttpReply away(int status) {
        return status == 503
                ? html(503)
                : new MetaError(status, 2, 0, true, "(#2) Service temporarily unavailable").reply("Away");
    }

    /** What passes by itself: codes 1 and 2, HTML under any status, and broken connections. */
    static HttpFault[] passing() {
        return new HttpFault[] {
            HttpFault.answer(html(502)),
            HttpFault.answer(html(400)),
            HttpFault.answer(new MetaError(500, 1, 0, true, "An unknown error occurred").reply("Passing")),
            HttpFault.answer(new MetaError(400, 2, 1504043, true, "Intermittent Error").reply("Passing")),
            HttpFault.answer(new MetaError(500, 2, 0, true, "(#2) Service temporarily unavailable").reply("Passing")),
            HttpFault.cutAfter(40),
            HttpFault.reset()
        };
    }

    synchronized void failNext(MetaEndpoint endpoint, int count, MetaError error) {
        Deque<MetaError> errors = next.computeIfAbsent(endpoint, unused -> new ArrayDeque<>());
        for (int i = 0; i < count; i++) {
            errors.add(error);
        }
    }

    /** Throws the error that was asked for, if there is one. */
    synchronized void throwNext(MetaEndpoint endpoint) {
        Deque<MetaError> errors = next.get(endpoint);
        if (errors != null && !errors.isEmpty()) {
            throw errors.removeFirst();
        }
    }

    private static HttpReply html(int status) {
        return HttpReply.text(status, "text/html; charset=utf-8", HTML);
    }
}
