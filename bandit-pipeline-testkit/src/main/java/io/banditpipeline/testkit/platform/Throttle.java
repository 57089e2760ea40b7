package io.banditpipeline.testkit.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts calls by bucket and says who has to wait. This class is thread-safe. */
final class Throttle {
    private static final int MAX_EARLY = 10_000;

    private final InstantSource clock;
    private final Map<String, Window> windows = new HashMap<>();
    private final List<EarlyCall> early = new ArrayList<>();
    private long throttled;

    Throttle(InstantSource clock) {
        this.clock = clock;
    }

    /** How long a call has to wait; empty if it may pass. */
    synchronized Optional<Duration> admit(String bucket, RateLimit limit) {
        Instant now = clock.instant();
        Window window = windows.computeIfAbsent(bucket, absent -> new Window(now));
        if (now.isBefore(window.blockedUntil)) {
            return Optional.of(refuseEarly(bucket, now, window));
        }
        if (!now.isBefore(window.start.plus(limit.window()))) {
            window.start = now;
            window.calls = 0;
        }
        if (window.calls < limit.calls()) {
            window.calls++;
            return Optional.empty();
        }
        throttled++;
        Instant end = window.start.plus(limit.window());
        window.blockedUntil = limit.delay().isZero() ? end : now.plus(limit.delay());
        window.start = limit.delay().isZero() ? window.start : window.blockedUntil.minus(limit.window());
        return Optional.of(Duration.between(now, window.blockedUntil));
    }

    synchronized long throttled() {
        return throttled;
    }

    synchronized List<EarlyCall> early() {
        return List.copyOf(early);
    }

    private Duration refuseEarly(String bucket, Instant now, Window window) {
        throttled++;
        if (early.size() < MAX_EARLY) {
            early.add(new EarlyCall(bucket, now, window.blockedUntil));
        }
        return Duration.between(now, window.blockedUntil);
    }

    private static final class Window {
        private Instant start;
        private Instant blockedUntil = Instant.MIN;
        private int calls;

        Window(Instant start) {
            this.start = start;
        }
    }
}
