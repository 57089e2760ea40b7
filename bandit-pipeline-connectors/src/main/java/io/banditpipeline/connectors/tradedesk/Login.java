package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.connectors.internal.http.Authorization;
import io.banditpipeline.connectors.internal.http.TokenCache;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.security.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of short life, got with login and password: one call at a time asks for one, for all. A password that was
 * refused is not tried again for a while, lest the platform locks the user. Thread-safe.
 */
final class Login implements Authorization {
    /** How long a refused password is left alone. */
    static final Duration REFUSED_FOR = Duration.ofMinutes(10);

    private final Hosts hosts;
    private final TokenCache tokens;

    /**
     * @param hosts where tokens may be sent
     * @param signIn gets a token; throws {@link SourceException} if there is none
     * @param clock the time
     */
    Login(Hosts hosts, TokenCache.Refresh signIn, InstantSource clock) {
        this.hosts = hosts;
        this.tokens = new TokenCache(new Careful(signIn, clock), clock);
    }

    @Override
    public Map<String, Secret> headers(URI address) {
        return hosts.isTrusted(address) ? Map.of(StaticToken.HEADER, tokens.token()) : Map.of();
    }

    @Override
    public boolean renew(Map<String, Secret> refused) {
        Secret given = refused.get(StaticToken.HEADER);
        return given != null && tokens.giveUp(given);
    }

    /** Leaves a refused password alone. Used by one thread at a time, each of which sees what the last one did. */
    private static final class Careful implements TokenCache.Refresh {
        private final TokenCache.Refresh signIn;
        private final InstantSource clock;
        private @Nullable SourceException refusal;
        private Instant refusedUntil = Instant.MIN;

        Careful(TokenCache.Refresh signIn, InstantSource clock) {
            this.signIn = signIn;
            this.clock = clock;
        }

        @Override
        public TokenCache.Token get() {
            if (refusal != null && clock.instant().isBefore(refusedUntil)) {
                throw new SourceException(refusal.kind(), String.valueOf(refusal.getMessage()), refusal.getCause());
            }
            try {
                TokenCache.Token fresh = signIn.get();
                refusal = null;
                return fresh;
            } catch (SourceException failure) {
                if (failure.kind() == SourceException.Kind.AUTHENTICATION
                        || failure.kind() == SourceException.Kind.PERMISSION) {
                    refusal = failure;
                    refusedUntil = clock.instant().plus(REFUSED_FOR);
                }
                throw failure;
            }
        }
    }
}
