package io.banditpipeline.examples.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.platform.HttpCall;
import io.banditpipeline.testkit.platform.HttpFault;
import io.banditpipeline.testkit.platform.HttpReply;
import io.banditpipeline.testkit.platform.LoopbackServer;
import io.banditpipeline.testkit.source.MetricsSourceContract;
import io.banditpipeline.testkit.source.RecordingSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample keeps what every source promises, and the page shows it as it is. */
class ShopAdsSourceTest extends MetricsSourceContract {
    private static final String HEADER = "day,campaign,impressions,clicks,cost,orders\n";
    private static final Account ACCOUNT =
            new Account("shop_ads", "shop1", ZoneId.of("Europe/Berlin"), Currency.getInstance("EUR"));
    private static final Slice SLICE = new Slice(
            "shop_ads",
            ACCOUNT,
            Level.CAMPAIGN,
            Granularity.DAY,
            new DateRange(LocalDate.of(2026, 10, 24), LocalDate.of(2026, 10, 26)));

    private final ManualClock clock = ManualClock.at("2026-11-01T06:00:00Z");
    private final LoopbackServer server = LoopbackServer.start(clock, ShopAdsSourceTest::answer);
    private final ShopAdsSource source =
            new ShopAdsSource(server.uri(), Secret.of("pl4nted-token"), List.of(ACCOUNT), clock);

    private static HttpReply answer(HttpCall call) {
        StringBuilder rows = new StringBuilder(HEADER);
        LocalDate last = LocalDate.parse(call.parameter("to").orElseThrow());
        for (LocalDate day = LocalDate.parse(call.parameter("from").orElseThrow());
                !day.isAfter(last);
                day = day.plusDays(1)) {
            rows.append(day).append(",spring,1000,10,12.34,1.5\n");
        }
        return HttpReply.text(200, "text/csv", rows.toString());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Override
    protected MetricsSource source() {
        return source;
    }

    @Override
    protected Slice slice() {
        return SLICE;
    }

    private SourceException refused() {
        return catchThrowableOfType(SourceException.class, () -> RecordingSink.fetch(source, SLICE));
    }

    @Test
    void quantities_are_exact_R9() {
        assertThat(RecordingSink.fetch(source, SLICE).rows().get(0).metrics())
                .isEqualTo(new Metrics(1_000, 10, 1_500_000, 12_340_000, Metrics.ABSENT));
    }

    @ParameterizedTest
    @CsvSource({
        "401, AUTHENTICATION",
        "403, PERMISSION",
        "410, GONE",
        "413, SPLIT",
        "500, TRANSIENT",
        "400, CONFIGURATION"
    })
    void a_failure_says_what_can_be_done_and_is_never_no_rows(int status, Kind kind) {
        server.faults().next(HttpFault.answer(HttpReply.of(status)));
        assertThat(refused().kind()).isEqualTo(kind);
    }

    @Test
    void a_limit_names_its_delay() {
        server.faults().next(HttpFault.answer(HttpReply.of(429).withHeader("Retry-After", "7")));
        assertThat(refused().retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void an_answer_that_breaks_off_is_asked_for_again_and_an_empty_one_is_refused() {
        server.faults().next(HttpFault.cutAfter(60));
        assertThat(refused().kind()).isEqualTo(Kind.RESTART);
        server.faults().next(HttpFault.answer(HttpReply.of(200)));
        assertThat(refused().kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(refusalOf(HttpFault.reset())).isEqualTo(Kind.TRANSIENT);
    }

    private Kind refusalOf(HttpFault fault) {
        server.faults().next(fault, fault, fault);
        return refused().kind();
    }

    @Test
    void rows_that_cannot_be_read_are_rejected_with_reasons_R8() {
        String rows = HEADER + "2026-10-24,spring,many,1,1,1\nyesterday,spring,1,1,1,1\n2026-10-24,,1,1,1,1\nx\n";
        server.faults().next(HttpFault.answer(HttpReply.text(200, "text/csv", rows)));
        assertThat(RecordingSink.fetch(source, SLICE).rejected())
                .extracting(row -> row.reasons().get(0).rule())
                .containsExactly("metric.not_a_number", "shop.row", "shop.row", "shop.cells");
    }

    @Test
    void the_page_shows_the_class_as_it_is_compiled() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "write-your-own-connector.md"));
        String code = Files.readString(
                Path.of("src", "main", "java", "io", "banditpipeline", "examples", "connector", "ShopAdsSource.java"));
        int begin = page.indexOf("```java\npackage ") + "```java\n".length();
        assertThat(page.substring(begin, page.indexOf("```", begin))).isEqualTo(code);
    }
}
