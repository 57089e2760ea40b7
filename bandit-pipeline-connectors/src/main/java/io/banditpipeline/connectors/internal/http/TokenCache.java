package io.banditpipeline.connectors.internal.http;

import io.banditpipeline.metric.SourceException;
import io.banditpipeline.security.Secret;
import io.banditpipeline.workflow.CancelledException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * An access token that many threads use and one of them gets anew: 90 s before it is over, or when the platform refused
 * it. Meanwhile the others go on with the old one while it is valid, or wait for the new one. A failure is shared by
 * all who waited for it and holds for a few seconds, so that they do not repeat it one after the other. Thread-safe.
 */
public final class TokenCache {
    /** A token is got anew so long before it is over, or after half of its life if that is shorter. */
    public static final Duration BEFORE_THE_END = Duration.ofSeconds(90);

    /** A failure to get one is not repeated for so long. */
    public static final Duration FAILURE_HOLDS = Duration.ofSeconds(5);

    private final Refresh refresh;
    private final InstantSource clock;
    private @Nullable Token token;
    private Instant renewAt = Instant.EPOCH;
    private @Nullable CompletableFuture<Token> underWay;
    private @Nullable SourceException failure;
    private Instant failureUntil = Instant.EPOCH;

    /**
     * A token as the platform gave it.
     *
     * @param value the token
     * @param expiresAt when it is over
     */
    public record Token(Secret value, Instant expiresAt) {
        /** Checks that nothing is null. */
        public Token {
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(expiresAt, "expiresAt");
        }
    }

    /** Gets a new token from the platform. */
    @FunctionalInterface
    public interface Refresh {
        /**
         * Calls the platform; never from two threads at a time.
         *
         * @throws SourceException if there is none
         */
        Token get();
    }

    /**
     * Knows no token yet.
     *
     * @param refresh gets one
     * @param clock the time
     */
    public TokenCache(Refresh refresh, InstantSource clock) {
        this.refresh = refresh;
        this.clock = clock;
    }

    /**
     * The token, got anew if it must be.
     *
     * @throws SourceException if there is none
     * @throws CancelledException if the thread was interrupted while another one got it
     */
    public Secret token() {
        while (true) {
            CompletableFuture<Token> mine = new CompletableFuture<>();
            CompletableFuture<Token> others;
            synchronized (this) {
                Instant now = clock.instant();
                if (token != null && (now.isBefore(renewAt) || mayWait(token, now))) {
                    return token.value();
                }
                if (failure != null && now.isBefore(failureUntil)) {
                    throw again(failure);
                }
                others = underWay;
                if (others == null) {
                    underWay = mine;
                }
            }
            if (others == null) {
                return refresh(mine);
            }
            Token fresh = await(others);
            if (fresh != null) {
                return fresh.value();
            }
        }
    }

    /** Whether a valid token is used on, because another thread gets a new one or nobody could just now. */
    private boolean mayWait(Token old, Instant now) {
        return now.isBefore(old.expiresAt()) && (underWay != null || now.isBefore(failureUntil));
    }

    /**
     * Gives a token up that the platform refused. Nothing happens if it is not in use any more.
     *
     * @return true: there can be another one
     */
    public synchronized boolean giveUp(Secret refused) {
        if (token != null && token.value().equals(refused)) {
            token = null;
        }
        return true;
    }

    private Secret refresh(CompletableFuture<Token> mine) {
        try {
            Token fresh = refresh.get();
            keep(fresh);
            mine.complete(fresh);
            return fresh.value();
        } catch (RuntimeException | Error e) {
            Token old = fail(e);
            mine.completeExceptionally(e);
            if (old != null) {
                return old.value();
            }
            throw e;
        }
    }

    private synchronized void keep(Token fresh) {
        Instant now = clock.instant();
        Duration halfLife = Duration.between(now, fresh.expiresAt()).dividedBy(2);
        token = fresh;
        renewAt = fresh.expiresAt().minus(halfLife.compareTo(BEFORE_THE_END) < 0 ? halfLife : BEFORE_THE_END);
        underWay = null;
        failure = null;
        failureUntil = Instant.EPOCH;
    }

    /** Notes a failure, and returns the old token if it will still do. */
    private synchronized @Nullable Token fail(Throwable cause) {
        underWay = null;
        if (!(cause instanceof SourceException source)) {
            return null;
        }
        Instant now = clock.instant();
        failure = source;
        failureUntil = now.plus(FAILURE_HOLDS);
        return token != null && now.isBefore(token.expiresAt()) ? token : null;
    }

    /** The token that another thread gets, or null if that thread was told to stop, which says nothing of this one. */
    private static @Nullable Token await(CompletableFuture<Token> others) {
        try {
            return others.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while waiting for an access token");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SourceException source) {
                throw again(source);
            }
            if (e.getCause() instanceof CancelledException) {
                return null;
            }
            throw new IllegalStateException("no access token could be got", e.getCause());
        }
    }

    /** The same failure for another thread. */
    private static SourceException again(SourceException failure) {
        return new SourceException(
                failure.kind(),
                String.valueOf(failure.getMessage()),
                failure.getCause(),
                failure.retryAfter().orElse(null));
    }
}
