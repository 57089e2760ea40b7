package io.banditpipeline.connectors.tradedesk;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.function.Supplier;

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
        implements Supplier<Login.Token> {
    static final String PATH = "authentication";

    @Override
    public Login.Token get() {
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
        return new Login.Token(
                Secret.of(token), end(answer.path("ExpirationDateUtc").asText(""), now.plus(lifetime)));
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

    /** No password. */
    @Override
    public String toString() {
        return "SignIn[login=" + login + "]";
    }
}
