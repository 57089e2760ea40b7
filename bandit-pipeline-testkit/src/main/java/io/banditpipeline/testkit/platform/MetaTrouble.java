package io.banditpipeline.testkit.platform;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Outages, random failures that pass, and errors that a test asks for. This class is thread-safe. */
final class MetaTrouble {
    private static final int PARTS = 1_000_000;
    private static final HttpReply HTML = HttpReply.text(
            502, "text/html; charset=utf-8", "<!DOCTYPE html><html><body><h1>Sorry, something went wrong.</h1></body></html>");

    private final List<Outage> outages;
    private final long seed;
    private final int failuresPerMillion;
    private final Map<Long, Integer> times = new HashMap<>();
    private final Map<MetaEndpoint, Deque<MetaError>> next = new EnumMap<>(MetaEndpoint.class);
    private long planted;

    MetaTrouble(List<Outage> outages, long seed, double failureRate) {
        this.outages = List.copyOf(outages);
        this.seed = seed;
        failuresPerMillion = (int) (failureRate * PARTS);
    }

    /** A time during which nothing works. */
    record Outage(Instant from, Instant until) {
        boolean contains(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    boolean isAway(Instant now) {
        return outages.stream().anyMatch(outage -> outage.contains(now));
    }

    static HttpReply away() {
        return HttpReply.text(503, "text/html; charset=utf-8", "<html><body>Service Unavailable</body></html>");
    }

    synchronized void failNext(MetaEndpoint endpoint, int count, MetaError error) {
        Deque<MetaError> errors = next.computeIfAbsent(endpoint, unused -> new ArrayDeque<>());
        for (int i = 0; i < count; i++) {
            errors.add(error);
        }
    }

    /** Throws the error that was asked for, if there is one. */
    synchronized void throwNext(MetaEndpoint endpoint) {
        MetaError error = next.getOrDefault(endpoint, new ArrayDeque<>()).poll();
        if (error != null) {
            throw error;
        }
    }

    synchronized long planted() {
        return planted;
    }

    /** Whether this call fails at random; how often the same call was made before decides, not the order of threads. */
    synchronized boolean strikes(HttpCall call) {
        if (failuresPerMillion == 0) {
            return false;
        }
        long question = question(call);
        int time = times.merge(question, 1, Integer::sum);
        boolean strikes = Hashed.below(PARTS, Hashed.key(seed, question), time) < failuresPerMillion;
        planted += strikes ? 1 : 0;
        return strikes;
    }

    HttpReply failure(HttpCall call, String traceId) {
        return switch (Hashed.below(4, Hashed.key(seed, question(call)), 0)) {
            case 0 -> HTML;
            case 1 -> new MetaError(500, 1, 0, true, "An unknown error occurred").reply(traceId);
            case 2 -> new MetaError(400, 2, 1504043, true, "Intermittent Error").reply(traceId);
            default -> new MetaError(500, 2, 0, true, "(#2) Service temporarily unavailable").reply(traceId);
        };
    }

    private static long question(HttpCall call) {
        return Hashed.key(call.method() + call.path() + MetaParameters.of(call).question());
    }
}
