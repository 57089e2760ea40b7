package io.banditpipeline.connectors.tradedesk;

import static io.banditpipeline.connectors.tradedesk.SimulatedMarket.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.platform.TradeDeskSimulator;
import io.banditpipeline.testkit.platform.TradeDeskSimulatorBuilder;
import io.banditpipeline.testkit.source.MetricsSourceContract;
import io.banditpipeline.testkit.source.RecordingSink;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The source against the simulated platform in its strict mode: what is stored is what the platform knows. */
class SimulatedTradeDeskTest extends MetricsSourceContract {
    private static final DateRange DAYS = new DateRange(LocalDate.of(2026, 10, 31), LocalDate.of(2026, 11, 2));

    private final ManualClock clock = ManualClock.at("2026-12-24T12:00:00Z");
    private final SimulatedMarket market = new SimulatedMarket();
    private final TradeDeskSimulator desk = start(UnaryOperator.identity());
    private final TradeDesk source = builder(desk).build();

    private TradeDeskSimulator start(UnaryOperator<TradeDeskSimulatorBuilder> options) {
        return options.apply(TradeDeskSimulator.builder(market, clock)
                        .login("user", "pl4nted-password-7Hq2")
                        .template(1, "campaigns", Level.CAMPAIGN, Granularity.DAY)
                        .template(2, "creatives", Level.AD, Granularity.DAY)
                        .template(3, "hours", Level.AD, Granularity.HOUR)
                        .conversionColumn("c1", 2)
                        .otherEventsInOtherColumns()
                        .preambleRows(2)
                        .scheduleStartDateRequired()
                        .reportsTake(Duration.ofSeconds(30), Duration.ofMinutes(2))
                        .storedElsewhere(Duration.ofHours(1)))
                .start();
    }

    private TradeDeskBuilder builder(TradeDeskSimulator of) {
        return TradeDesk.builder()
                .baseUri(of.apiUri())
                .login("user", Secret.of("pl4nted-password-7Hq2"))
                .template("creatives")
                .hourlyTemplate("hours")
                .conversionColumns("c1", 2)
                .partners("partner1")
                .zone(ACCOUNT.zone())
                .callsPerMinute(600)
                .reportWait(Duration.ofMinutes(20))
                .clock(clock)
                .waiter(clock);
    }

    @AfterEach
    void the_platform_had_nothing_to_complain_about() {
        source.close();
        desk.close();
        assertThat(desk.server().errors()).isEmpty();
        assertThat(desk.violations())
                .as("requests with the token at the storage")
                .isEmpty();
        assertThat(desk.server().calls()).noneMatch(call -> call.status() == 400);
        assertThat(desk.storageServer().calls())
                .noneMatch(recorded -> recorded.call().raw().contains("ttd-simulated"));
    }

    @Override
    protected MetricsSource source() {
        return source;
    }

    @Override
    protected Slice slice() {
        return slice(Granularity.DAY);
    }

    private static Slice slice(Granularity granularity) {
        return new Slice("trade_desk", ACCOUNT, Level.CAMPAIGN, granularity, DAYS);
    }

    private List<String> truth(Granularity granularity) {
        return market.rows(ACCOUNT, Level.CAMPAIGN, granularity, DAYS, clock.instant()).stream()
                .map(row -> row.entity() + " " + row.interval() + " " + row.metrics())
                .toList();
    }

    private static List<String> rows(RecordingSink sink) {
        assertThat(sink.rejected()).isEmpty();
        return sink.rows().stream()
                .map(row -> row.entity() + " " + row.interval() + " " + row.metrics())
                .toList();
    }

    @Test
    void creatives_are_added_up_to_what_the_platform_knows_of_campaigns_R2() {
        assertThat(rows(RecordingSink.fetch(source, slice())))
                .containsExactlyInAnyOrderElementsOf(truth(Granularity.DAY));
        assertThat(desk.schedules()).as("schedules that were left").isZero();
        clock.advance(Duration.ofDays(3));
        assertThat(rows(RecordingSink.fetch(source, slice())))
                .containsExactlyInAnyOrderElementsOf(truth(Granularity.DAY));
    }

    @Test
    void a_template_of_campaigns_says_the_same() {
        try (TradeDesk coarse = TradeDesk.builder()
                .baseUri(desk.apiUri())
                .login("user", Secret.of("pl4nted-password-7Hq2"))
                .template("campaigns")
                .conversionColumns("c1", 2)
                .internationalNumbers()
                .clock(clock)
                .waiter(clock)
                .build()) {
            assertThat(rows(RecordingSink.fetch(coarse, slice())))
                    .containsExactlyInAnyOrderElementsOf(truth(Granularity.DAY));
        }
    }

    @Test
    void hours_are_those_of_the_account_with_the_one_that_comes_twice_as_one_R12() {
        List<String> rows = rows(RecordingSink.fetch(source, slice(Granularity.HOUR)));
        assertThat(rows).hasSize(2 * 3 * 24);
        List<String> truth = truth(Granularity.HOUR);
        assertThat(truth).hasSize(2 * (24 + 25 + 24));
        assertThat(rows)
                .filteredOn(row -> !truth.contains(row))
                .as("the doubled hour")
                .hasSize(2);
    }

    @Test
    void entities_are_listed_with_their_state() {
        try (TradeDesk fine = builder(desk).level(Level.AD).build()) {
            assertThat(fine.entities(ACCOUNT)).hasSize(2 + 4 + 8);
            assertThat(fine.entities(ACCOUNT))
                    .filteredOn(entity -> entity.status() == Entity.Status.REMOVED)
                    .extracting(entity -> entity.ref().id())
                    .containsExactly("c0g1", "c1g1");
        }
    }

    @Test
    void tokens_end_and_reports_fail_and_the_rows_are_right_all_the_same() {
        desk.failNextReports(1);
        desk.expireTokens();
        assertThat(rows(RecordingSink.fetch(source, slice())))
                .containsExactlyInAnyOrderElementsOf(truth(Granularity.DAY));
    }

    @Test
    void a_platform_that_fails_one_call_in_five_ends_with_the_right_rows() {
        try (TradeDeskSimulator shaky = start(builder -> builder.failRandomly(7, 0.2));
                TradeDesk patient = builder(shaky).build()) {
            for (int tries = 0; ; tries++) {
                RecordingSink sink = new RecordingSink();
                try {
                    patient.fetch(slice(), sink);
                    assertThat(rows(sink)).containsExactlyInAnyOrderElementsOf(truth(Granularity.DAY));
                    break;
                } catch (SourceException failure) {
                    assertThat(tries)
                            .as("tries, the last ended with %s", failure)
                            .isLessThan(50);
                    assertThat(failure.kind())
                            .isIn(
                                    SourceException.Kind.TRANSIENT,
                                    SourceException.Kind.THROTTLED,
                                    SourceException.Kind.RESTART);
                    clock.advance(failure.retryAfter().orElse(Duration.ofMinutes(1)));
                }
            }
            assertThat(shaky.failedOnPurpose()).isPositive();
            assertThat(shaky.earlyCalls()).isEmpty();
        }
    }
}
