package io.banditpipeline.connectors.internal.rate;

import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * Notices that a platform is down, so that nobody runs against it: after half of at least 10 calls in 5 minutes have
 * failed, or 5 one after the other, no call is made for 30 s; then two are tried, and what becomes of them decides.
 * Thread-safe.
 */
final class Outage {
    static final Duration OPEN = Duration.ofSeconds(30);
    static final int IN_A_ROW = 5;

    private static final Duration WHILE_TRIED = Duration.ofSeconds(5);
    private static final int WINDOW_SECONDS = 300;
    private static final int LEAST_CALLS = 10;
    private static final int TRIES = 2;

    private final String platform;
    private final InstantSource clock;
    private final CircuitBreaker breaker;
    private int inARow;
    private Instant openUntil = Instant.EPOCH;

    Outage(String platform, InstantSource clock) {
        this.platform = platform;
        this.clock = clock;
        this.breaker = CircuitBreaker.of(
                platform,
                CircuitBreakerConfig.custom()
                        .clock(clock.withZone(ZoneOffset.UTC))
                        .currentTimestampFunction(at -> at.millis(), TimeUnit.MILLISECONDS)
                        .slidingWindowType(SlidingWindowType.TIME_BASED)
                        .slidingWindowSize(WINDOW_SECONDS)
                        .minimumNumberOfCalls(LEAST_CALLS)
                        .failureRateThreshold(50)
                        .slowCallRateThreshold(100)
                        .slowCallDurationThreshold(Duration.ofDays(1))
                        .waitDurationInOpenState(OPEN)
                        .permittedNumberOfCallsInHalfOpenState(TRIES)
                        .build());
    }

    /**
     * Goes on only if the platform is not known to be down, and takes nothing.
     *
     * @throws SourceException TRANSIENT with the delay that is left
     */
    synchronized void check() {
        if (breaker.getState() == State.OPEN && clock.instant().isBefore(openUntil)) {
            throw down(Duration.between(clock.instant(), openUntil));
        }
    }

    /**
     * Takes the right to make a call. It is to be given back by {@link #answered}, {@link #failed} or {@link #unused}.
     *
     * @throws SourceException TRANSIENT with the delay that is left
     */
    synchronized void enter() {
        check();
        if (!breaker.tryAcquirePermission()) {
            throw down(WHILE_TRIED);
        }
    }

    synchronized void answered() {
        State before = breaker.getState();
        inARow = 0;
        breaker.onSuccess(0, TimeUnit.MILLISECONDS);
        noteOpening(before);
    }

    synchronized void failed() {
        State before = breaker.getState();
        inARow++;
        breaker.onError(0, TimeUnit.MILLISECONDS, new IOException("the platform failed"));
        if (breaker.getState() == State.CLOSED && inARow >= IN_A_ROW) {
            breaker.transitionToOpenState();
        }
        noteOpening(before);
    }

    private void noteOpening(State before) {
        if (breaker.getState() == State.OPEN && before != State.OPEN) {
            inARow = 0;
            openUntil = clock.instant().plus(OPEN).plusMillis(1); // the breaker opens only after its wait
        }
    }

    synchronized void unused() {
        breaker.releasePermission();
    }

    private SourceException down(Duration left) {
        return new SourceException(
                Kind.TRANSIENT,
                platform
                        + " cannot be reached, or failed too often in a row (see the log of calls): no call is made for another "
                        + (left.toSeconds() + 1) + " s, then it is tried again by itself",
                null,
                left);
    }
}
