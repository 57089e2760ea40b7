package io.banditpipeline.connectors.tradedesk;

import static io.banditpipeline.connectors.tradedesk.FakeTradeDesk.ACCOUNT;
import static io.banditpipeline.connectors.tradedesk.FakeTradeDesk.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.banditpipeline.connectors.internal.http.TokenCache;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.platform.HttpReply;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a login asks for another token. */
class LoginTest {
    private static final URI API = URI.create("https://api.thetradedesk.com/v3/campaign/c1");

    private final ManualClock clock = ManualClock.at("2026-11-23T10:00:00Z");
    private final AtomicInteger asked = new AtomicInteger();
    private Duration life = Duration.ofHours(1);
    private @Nullable SourceException failure;
    private final Login login = new Login(
            new Hosts(URI.create("https://api.thetradedesk.com/v3"), Hosts.USUAL_DOWNLOADS), this::signIn, clock);

    private TokenCache.Token signIn() {
        asked.incrementAndGet();
        if (failure != null) {
            throw failure;
        }
        return new TokenCache.Token(Secret.of("token " + asked), clock.instant().plus(life));
    }

    private SourceException refused() {
        return catchThrowableOfType(SourceException.class, () -> login.headers(API));
    }

    @Test
    void a_short_token_is_not_got_anew_for_each_call() {
        life = Duration.ofMinutes(1);
        login.headers(API);
        clock.advance(Duration.ofSeconds(29));
        login.headers(API);
        assertThat(asked).hasValue(1);

        clock.advance(Duration.ofSeconds(1));
        login.headers(API);
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_passing_failure_is_shared_for_a_moment_and_no_longer() {
        failure = new SourceException(Kind.TRANSIENT, "down", null);
        refused();
        assertThat(refused().kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(asked).hasValue(1);

        failure = null;
        clock.advance(TokenCache.FAILURE_HOLDS);
        assertThat(login.headers(API)).isEqualTo(Map.of(StaticToken.HEADER, Secret.of("token 2")));
    }

    @Test
    void a_refused_password_is_left_alone_for_ten_minutes() {
        failure = new SourceException(Kind.AUTHENTICATION, "wrong password", null);
        refused();
        for (int minute = 0; minute < 9; minute++) {
            clock.advance(Duration.ofMinutes(1));
            assertThat(refused()).hasMessage("wrong password");
        }
        assertThat(asked).hasValue(1);

        clock.advance(Duration.ofMinutes(1));
        refused();
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_refused_token_is_given_up_and_hosts_that_are_not_the_platforms_get_none() {
        Map<String, Secret> first = login.headers(API);
        assertThat(login.renew(first)).isTrue();
        Map<String, Secret> second = login.headers(API);
        assertThat(login.renew(first)).isTrue();
        assertThat(login.headers(API)).isEqualTo(second).isNotEqualTo(first);

        assertThat(login.headers(URI.create("https://b.s3.amazonaws.com/x"))).isEmpty();
        assertThat(login.renew(Map.of())).isFalse();
        assertThat(asked).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {-48, -25, 25, 48})
    void a_clock_that_differs_from_the_platforms_does_not_cost_a_login_for_each_call(int hoursAhead) {
        try (FakeTradeDesk platform = new FakeTradeDesk();
                TradeDesk source = platform.unauthorized()
                        .login("user@example.com", Secret.of(PASSWORD))
                        .build()) {
            Instant end = platform.clock.instant().plus(Duration.ofHours(24 + hoursAhead));
            platform.validToken = "of-another-clock";
            HttpReply answer =
                    HttpReply.json(200, "{\"Token\":\"of-another-clock\",\"ExpirationDateUtc\":\"" + end + "\"}");
            platform.replyTo("/authentication", answer, answer);
            source.entities(ACCOUNT);
            platform.clock.advance(Duration.ofHours(23));
            source.entities(ACCOUNT);
            assertThat(platform.calls())
                    .filteredOn(call -> call.contains("authentication"))
                    .hasSize(1);

            platform.clock.advance(Duration.ofHours(1));
            source.entities(ACCOUNT);
            assertThat(platform.calls())
                    .filteredOn(call -> call.contains("authentication"))
                    .as("by our clock it is over")
                    .hasSize(2);
        }
    }
}
