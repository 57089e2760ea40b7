package io.banditpipeline.connectors.tradedesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.connectors.internal.http.TokenCache;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.security.Secret;
import io.banditpipeline.workflow.Cancellation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks the platform for a token.
 *
 * @param calls calls without a token
 * @param login the user
 * @param password the user's password
 * @param lifetime how long the token is to live, at most a day
 * @param clock the time
 */
record SignIn(Calls calls, String login, Secret password, Duration lifetime, InstantSource clock)
        implements TokenCache.Refresh {
    static final String PATH = "authentication";

    /** A new token that seems to live shorter than this does not: the clocks differ. */
    static final Duration SHORTEST = Duration.ofMinutes(1);

    @Override
    public TokenCache.Token get() {
        Instant now = clock.instant();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("Login", login);
        body.put("Password", password.reveal());
        body.put("TokenExpirationInMinutes", lifetime.toMinutes());
        JsonNode answer = calls.query(PATH, body, "", Cancellation.never());
        String token = answer.path("Token").asText("");
        if (token.isEmpty()) {
            throw new SourceException(
                    SourceException.Kind.TRANSIENT, "the answer of " + PATH + " holds no Token; ask again", null);
        }
        Instant told = end(answer.path("ExpirationDateUtc").asText(""), now.plus(lifetime));
        return new TokenCache.Token(Secret.of(token), byOurClock(told, now));
    }

    /** The end as the platform tells it, with or without an offset; ours if it does not. */
    private static Instant end(String text, Instant asked) {
        try {
            TemporalAccessor end =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return end instanceof OffsetDateTime exact
                    ? exact.toInstant()
                    : LocalDateTime.from(end).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException untold) {
            return asked;
        }
    }

    /**
     * The end by our clock, which may differ from the platform's: never later than was asked for, and just that if the
     * new token would be over as good as at once, lest every call asks for another one. A token that is over after all
     * is refused, and got anew.
     */
    private Instant byOurClock(Instant told, Instant now) {
        Instant asked = now.plus(lifetime);
        return told.isAfter(asked) || told.isBefore(now.plus(SHORTEST)) ? asked : told;
    }

    /** No password. */
    @Override
    public String toString() {
        return "SignIn[login=" + login + "]";
    }
}
