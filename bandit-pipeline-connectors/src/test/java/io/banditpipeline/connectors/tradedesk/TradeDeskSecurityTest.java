package io.banditpipeline.connectors.tradedesk;

import static io.banditpipeline.connectors.tradedesk.FakeTradeDesk.PASSWORD;
import static io.banditpipeline.connectors.tradedesk.FakeTradeDesk.SLICE;
import static io.banditpipeline.connectors.tradedesk.FakeTradeDesk.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.banditpipeline.call.ApiCall;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.platform.HttpReply;
import io.banditpipeline.testkit.source.RecordingSink;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens: how they are got and renewed, and where they are never seen (R11). */
class TradeDeskSecurityTest {
    private final FakeTradeDesk platform = new FakeTradeDesk();
    private final List<ApiCall> log = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        platform.close();
    }

    private TradeDesk byLogin() {
        TradeDesk source = platform.unauthorized()
                .login("user@example.com", Secret.of(PASSWORD))
                .build();
        source.attach(log::add);
        return source;
    }

    private static List<Observation> fetch(TradeDesk source) {
        return RecordingSink.fetch(source, SLICE).rows();
    }

    private static String all(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void a_login_gets_one_token_for_all_calls_until_shortly_before_its_end() {
        TradeDesk source = byLogin();
        fetch(source);
        assertThat(platform.logins).hasValue(1);
        platform.clock.advance(Duration.ofMinutes(1_437));
        fetch(source);
        assertThat(platform.logins).hasValue(1);
        platform.clock.advance(Duration.ofMinutes(2));
        fetch(source);
        assertThat(platform.logins).hasValue(2);
    }

    @Test
    void many_callers_wait_for_the_one_that_gets_the_token() throws Exception {
        TradeDesk source = byLogin();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> sizes = threads.invokeAll(IntStream.range(0, 8)
                    .<java.util.concurrent.Callable<Integer>>mapToObj(
                            i -> () -> source.entities(FakeTradeDesk.ACCOUNT).size())
                    .toList());
            for (Future<Integer> size : sizes) {
                assertThat(size.get()).isEqualTo(2);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(platform.logins).hasValue(1);
    }

    @Test
    void a_token_that_is_refused_is_renewed_once() {
        TradeDesk source = byLogin();
        fetch(source);
        platform.validToken = "revoked";
        assertThat(fetch(source)).hasSize(4);
        assertThat(platform.logins).hasValue(2);
    }

    @Test
    void a_wrong_password_is_not_tried_again_at_once() {
        TradeDesk source = platform.unauthorized()
                .login("u", Secret.of("wrong-" + PASSWORD))
                .build();
        for (int i = 0; i < 3; i++) {
            SourceException failure = catchThrowableOfType(SourceException.class, () -> fetch(source));
            assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
            assertThat(all(failure)).doesNotContain(PASSWORD);
        }
        assertThat(platform.calls()).containsExactly("POST /v3/authentication");
        platform.clock.advance(Login.REFUSED_FOR);
        assertThatThrownBy(() -> fetch(source)).isInstanceOf(SourceException.class);
        assertThat(platform.calls()).hasSize(2);
    }

    @Test
    void a_long_lived_token_that_is_refused_is_told_without_showing_it() {
        platform.validToken = "another";
        try (TradeDesk source = platform.source().build()) {
            source.attach(log::add);
            SourceException failure = catchThrowableOfType(SourceException.class, () -> fetch(source));
            assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
            assertThat(all(failure) + log + source).doesNotContain(TOKEN);
            assertThat(log).isNotEmpty();
        }
    }

    @Test
    void the_storage_of_reports_never_gets_the_token() {
        platform.link = call -> platform.storage.uri() + "/signed/";
        try (TradeDesk source = platform.source().build()) {
            assertThat(fetch(source)).hasSize(4);
        }
        assertThat(platform.storage.calls())
                .hasSize(1)
                .allSatisfy(recorded ->
                        assertThat(recorded.call().raw()).doesNotContain(TOKEN).doesNotContainIgnoringCase("TTD-Auth"));
    }

    @Test
    void a_redirect_of_the_api_to_the_storage_is_followed_once_without_the_token() {
        platform.replyTo("/view/", HttpReply.of(302).withHeader("Location", platform.storage.uri() + "/signed/101"));
        try (TradeDesk source = platform.source().build()) {
            assertThat(fetch(source)).hasSize(4);
        }
        assertThat(platform.storage.calls().get(0).call().raw()).doesNotContain(TOKEN);
    }

    @Test
    void a_redirect_to_a_host_that_is_not_listed_or_a_second_one_is_not_followed() {
        try (TradeDesk source = platform.source().build()) {
            platform.replyTo("/view/", HttpReply.of(302).withHeader("Location", "https://evil.example.com/x"));
            assertThatThrownBy(() -> fetch(source))
                    .hasMessageContaining("https://evil.example.com")
                    .hasMessageContaining("downloadHosts");
            platform.replyTo(
                    "/view/",
                    HttpReply.of(302).withHeader("Location", "/v3/myreports/view/102"),
                    HttpReply.of(302).withHeader("Location", "/v3/myreports/view/102"));
            assertThatThrownBy(() -> fetch(source)).hasMessageContaining("redirected more than once");
        }
    }

    @Test
    void a_link_to_a_host_that_is_not_listed_is_refused_without_a_call() {
        platform.link = call -> "https://169.254.169.254/latest/meta-data/";
        try (TradeDesk source = platform.source().build()) {
            assertThatThrownBy(() -> fetch(source))
                    .isInstanceOfSatisfying(SourceException.class, failure -> assertThat(failure.kind())
                            .isEqualTo(Kind.CONFIGURATION))
                    .hasMessageContaining("169.254.169.254")
                    .hasMessageNotContaining("meta-data");
        }
    }

    @Test
    void a_link_that_is_over_is_looked_for_again() {
        platform.replyTo("/view/", HttpReply.text(403, "application/xml", "<Error>Request has expired</Error>"));
        try (TradeDesk source = platform.source().build()) {
            SourceException over = catchThrowableOfType(SourceException.class, () -> fetch(source));
            assertThat(over.kind()).isEqualTo(Kind.TRANSIENT);
            assertThat(fetch(source)).hasSize(4);
            assertThat(platform.schedules).hasSize(1);
        }
    }

    @Test
    void only_the_platforms_own_hosts_and_the_base_are_trusted() {
        Hosts hosts = new Hosts(URI.create("https://api.thetradedesk.com/v3"), Hosts.USUAL_DOWNLOADS);
        assertThat(hosts.isTrusted(URI.create("https://API.thetradedesk.com/v3/x")))
                .isTrue();
        assertThat(hosts.isTrusted(URI.create("https://files.thetradedesk.com/x")))
                .isTrue();
        assertThat(hosts.isTrusted(URI.create("http://api.thetradedesk.com/v3/x")))
                .isFalse();
        assertThat(hosts.isTrusted(URI.create("https://evilthetradedesk.com/x")))
                .isFalse();
        assertThat(hosts.isTrusted(URI.create("https://thetradedesk.com.evil.example/x")))
                .isFalse();
        assertThat(hosts.isTrusted(URI.create("https://b.s3.amazonaws.com/x"))).isFalse();
        assertThat(hosts.download("https://b.s3.amazonaws.com/x?sig=1")).hasHost("b.s3.amazonaws.com");
        assertThatThrownBy(() -> hosts.download("http://b.s3.amazonaws.com/x")).isInstanceOf(SourceException.class);
        assertThatThrownBy(() -> hosts.download("https://user@b.s3.amazonaws.com/x"))
                .isInstanceOf(SourceException.class);
        assertThatThrownBy(() -> hosts.download("http://127.0.0.1/x")).isInstanceOf(SourceException.class);
        assertThatThrownBy(() -> hosts.download("file:///etc/passwd")).isInstanceOf(SourceException.class);
        assertThatThrownBy(() -> hosts.download("no address")).isInstanceOf(SourceException.class);
    }
}
