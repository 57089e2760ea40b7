package io.banditpipeline.testkit.platform;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/** What all simulated platforms have besides their API: a server, limits, outages, failures and counters. */
final class SimulatedPlatform implements AutoCloseable {
    private final LoopbackServer server;
    private final Throttle throttle;
    private final Map<String, AtomicLong> calls = new ConcurrentHashMap<>();

    SimulatedPlatform(SimulatorSettings settings, HttpHandler handler, IntFunction<HttpReply> error) {
        throttle = new Throttle(settings.clock);
        server = LoopbackServer.start(settings.clock, settings.keptCalls, handler);
        server.faults().always(call -> outageAt(settings, call).map(outage -> fault(outage.kind(), error)));
        if (settings.failureRate > 0) {
            server.faults()
                    .randomly(
                            settings.failureSeed,
                            settings.failureRate,
                            call -> true,
                            HttpFault.answer(error.apply(503)),
                            HttpFault.answer(error.apply(500)),
                            HttpFault.cutAfter(150),
                            HttpFault.reset());
        }
    }

    private static Optional<Outage> outageAt(SimulatorSettings settings, HttpCall call) {
        return settings.outages.stream()
                .filter(outage -> outage.covers(call.at()))
                .findFirst();
    }

    private static HttpFault fault(Outage.Kind kind, IntFunction<HttpReply> error) {
        return switch (kind) {
            case UNAVAILABLE -> HttpFault.answer(error.apply(503));
            case INTERNAL_ERROR -> HttpFault.answer(error.apply(500));
            case SILENCE -> HttpFault.silence();
            case RESET -> HttpFault.reset();
        };
    }

    LoopbackServer server() {
        return server;
    }

    URI uri() {
        return server.uri();
    }

    void count(String endpoint) {
        calls.computeIfAbsent(endpoint, absent -> new AtomicLong()).incrementAndGet();
    }

    Map<String, Long> calls() {
        Map<String, Long> counts = new TreeMap<>();
        calls.forEach((endpoint, count) -> counts.put(endpoint, count.get()));
        return counts;
    }

    Optional<Duration> admit(String bucket, Optional<RateLimit> limit) {
        return limit.flatMap(of -> throttle.admit(bucket, of));
    }

    long throttled() {
        return throttle.throttled();
    }

    List<EarlyCall> early() {
        return throttle.early();
    }

    @Override
    public void close() {
        server.close();
    }
}
