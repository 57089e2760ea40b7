package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.connectors.internal.http.Authorization;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.security.Secret;
import io.banditpipeline.workflow.CancelledException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of short life, got with login and password: one call at a time asks for one, and the others wait for it. A
 * password that was refused is not tried again for a while, lest the platform locks the user. Thread-safe.
 */
final class Login implements Authorization {
    /** How long before its end a token is given up. */
    static final Duration EARLIER = Duration.ofMinutes(2);

    /** How long a refused password is left alone. */
    static final Duration REFUSED_FOR = Duration.ofMinutes(10);

    private final Hosts hosts;
    private final Supplier<Token> signIn;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Token token;
    private @Nullable SourceException refusal;
    private Instant refusedUntil = Instant.MIN;

    /**
     * A token.
     *
     * @param secret the token
     * @param end when it is over
     */
    record Token(Secret secret, Instant end) {}

    /**
     * @param hosts where tokens may be sent
     * @param signIn gets a token; throws {@link SourceException} if there is none
     * @param clock the time
     */
    Login(Hosts hosts, Supplier<Token> signIn, InstantSource clock) {
        this.hosts = hosts;
        this.signIn = signIn;
        this.clock = clock;
    }

    @Override
    public Map<String, Secret> headers(URI address) {
        return hosts.isTrusted(address) ? Map.of(StaticToken.HEADER, valid().secret()) : Map.of();
    }

    @Override
    public boolean renew(Map<String, Secret> refused) {
        acquire();
        try {
            @Nullable Secret given = refused.get(StaticToken.HEADER);
            if (given != null && token != null && token.secret().equals(given)) {
                token = null;
            }
            return given != null;
        } finally {
            lock.unlock();
        }
    }

    private Token valid() {
        acquire();
        try {
            Instant now = clock.instant();
            Token usable = Optional.ofNullable(token)
                    .filter(held -> now.isBefore(held.end().minus(EARLIER)))
                    .orElseGet(() -> next(now));
            token = usable;
            return usable;
        } finally {
            lock.unlock();
        }
    }

    private Token next(Instant now) {
        if (refusal != null && now.isBefore(refusedUntil)) {
            throw new SourceException(refusal.kind(), String.valueOf(refusal.getMessage()), refusal.getCause());
        }
        try {
            Token fresh = signIn.get();
            refusal = null;
            return fresh;
        } catch (SourceException failure) {
            if (failure.kind() == SourceException.Kind.AUTHENTICATION
                    || failure.kind() == SourceException.Kind.PERMISSION) {
                refusal = failure;
                refusedUntil = now.plus(REFUSED_FOR);
            }
            throw failure;
        }
    }

    private void acquire() {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while waiting for a token of The Trade Desk");
        }
    }
}
