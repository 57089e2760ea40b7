package io.banditpipeline.connectors.tradedesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.metric.AccountListing;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceNotice;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.platform.HttpReply;
import io.banditpipeline.testkit.source.RecordingSink;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a source is made of, and what it tells of itself. */
class TradeDeskBuilderTest {
    private static final Secret SECRET = Secret.of("pl4nted-secret");

    private final FakeTradeDesk platform = new FakeTradeDesk();

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void all_problems_are_told_together() {
        assertThatThrownBy(() -> TradeDesk.builder()
                        .tokenExpires(Instant.EPOCH)
                        .accounts("a")
                        .partners("p")
                        .build())
                .isInstanceOfSatisfying(ConfigurationException.class, failure -> assertThat(failure.problems())
                        .hasSize(4));
        assertThatThrownBy(() -> TradeDesk.builder()
                        .token(SECRET)
                        .login("u", SECRET)
                        .template("t")
                        .build())
                .hasMessageContaining("two credentials");
    }

    @Test
    void a_property_is_set_once() {
        TradeDeskBuilder builder = TradeDesk.builder().template("t").conversionColumns("c1", 2);
        assertThatThrownBy(() -> builder.template("u")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder.conversionColumns("c1", 3)).isInstanceOf(IllegalStateException.class);
        builder.conversionColumns("c2", 3).conversionColumns();
    }

    @Test
    void a_value_that_can_never_work_is_refused_at_once() {
        assertThatThrownBy(() -> TradeDesk.builder().id(" ")).hasMessageContaining("id must not be blank");
        assertThatThrownBy(() -> TradeDesk.builder().token(Secret.of(""))).hasMessageContaining("token");
        assertThatThrownBy(() -> TradeDesk.builder().conversionColumns(0)).hasMessageContaining("1 and 99");
        assertThatThrownBy(() -> TradeDesk.builder().lookbackDays(-1)).hasMessageContaining("lookbackDays");
        assertThatThrownBy(() -> TradeDesk.builder().tokenLifetime(Duration.ofDays(2)))
                .hasMessageContaining("PT24H");
        assertThatThrownBy(() -> TradeDesk.builder().baseUri(URI.create("http://api.example.com")))
                .hasMessageContaining("in clear");
        assertThatThrownBy(() -> TradeDesk.builder().baseUri(URI.create("https://h/x?y")))
                .hasMessageContaining("without query");
        assertThatThrownBy(() -> TradeDesk.builder().downloadHosts("*")).hasMessageContaining("*.example.com");
    }

    @Test
    void the_profile_follows_what_was_set() {
        try (TradeDesk source =
                platform.source().hourlyTemplate("h").lookbackDays(120).build()) {
            assertThat(source.profile().granularities()).containsExactlyInAnyOrder(Granularity.DAY, Granularity.HOUR);
            assertThat(source.profile().restatementDays()).isEqualTo(120);
            assertThat(source.profile().maxSliceDays()).isEqualTo(127);
        }
        try (TradeDesk source = platform.source().hourly().level(Level.AD_GROUP).build()) {
            assertThat(source.profile().granularities()).containsExactly(Granularity.HOUR);
            assertThat(source.profile().level()).isEqualTo(Level.AD_GROUP);
            assertThat(source.profile().restatementDays()).isEqualTo(30);
            assertThat(source.coverage(FakeTradeDesk.ACCOUNT)).isEmpty();
        }
    }

    @Test
    void what_the_source_cannot_answer_is_refused_without_a_call() {
        try (TradeDesk source = platform.source().build()) {
            Slice hours = new Slice(
                    "trade_desk", FakeTradeDesk.ACCOUNT, Level.CAMPAIGN, Granularity.HOUR, FakeTradeDesk.DAYS);
            assertThatThrownBy(() -> RecordingSink.fetch(source, hours))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("by [DAY]");
            assertThat(platform.calls()).isEmpty();
        }
    }

    @Test
    void a_token_that_will_be_over_is_told() {
        Instant end = Instant.parse("2027-01-01T00:00:00Z");
        try (TradeDesk source = platform.source().tokenExpires(end).build()) {
            assertThat(source.notices(Instant.EPOCH)).singleElement().satisfies(notice -> {
                assertThat(notice.kind()).isEqualTo(SourceNotice.Kind.CREDENTIALS_EXPIRE);
                assertThat(notice.at()).isEqualTo(end);
            });
        }
        try (TradeDesk source = platform.source().build()) {
            assertThat(source.notices(Instant.EPOCH)).isEmpty();
        }
    }

    @Test
    void advertisers_have_the_zone_that_was_set_and_the_currency_that_the_platform_tells() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        try (TradeDesk source = platform.source().zone("abc1234", berlin).build()) {
            assertThat(source.accounts())
                    .containsExactly(new Account("trade_desk", "abc1234", berlin, FakeTradeDesk.ACCOUNT.currency()));
        }
    }

    @Test
    void without_accounts_those_of_all_partners_are_read_but_archived_ones() {
        try (TradeDesk source = platform.waitingBy(platform.clock).build()) {
            assertThat(source.accounts()).containsExactly(FakeTradeDesk.ACCOUNT);
            assertThat(platform.calls()).containsExactly("POST /v3/partner/query", "POST /v3/advertiser/query/partner");
        }
    }

    @Test
    void an_advertiser_that_was_named_and_cannot_be_read_is_never_left_out() {
        platform.replyTo("/advertiser/", HttpReply.json(403, "{\"Message\":\"no\"}"));
        try (TradeDesk source = platform.source().build()) {
            assertThatThrownBy(source::accounts)
                    .isInstanceOfSatisfying(SourceException.class, failure -> assertThat(failure.kind())
                            .isEqualTo(SourceException.Kind.PERMISSION));
        }
    }

    @Test
    void an_advertiser_that_cannot_be_read_fails_by_itself() {
        platform.replyTo("/advertiser/", HttpReply.json(403, "{\"Message\":\"no\"}"));
        try (TradeDesk source = platform.waitingBy(platform.clock)
                .accounts("revoked1", "abc1234")
                .build()) {
            AccountListing listing = source.listAccounts();
            assertThat(listing.accounts()).containsExactly(FakeTradeDesk.ACCOUNT);
            assertThat(listing.failed()).singleElement().satisfies(failed -> {
                assertThat(failed.key()).isEqualTo("trade_desk/revoked1");
                assertThat(failed.failure().kind()).isEqualTo(SourceException.Kind.PERMISSION);
            });
        }
    }

    @Test
    void an_advertiser_whose_currency_is_not_known_fails_by_itself() {
        platform.replyTo(
                "/advertiser/query/partner",
                HttpReply.json(
                        200,
                        "{\"Result\":[{\"AdvertiserId\":\"odd\",\"CurrencyCode\":\"XX\"},"
                                + "{\"AdvertiserId\":\"abc1234\",\"CurrencyCode\":\"USD\"}],\"TotalFilteredCount\":2}"));
        try (TradeDesk source = platform.waitingBy(platform.clock).build()) {
            AccountListing listing = source.listAccounts();
            assertThat(listing.accounts()).containsExactly(FakeTradeDesk.ACCOUNT);
            assertThat(listing.failed()).singleElement().satisfies(failed -> {
                assertThat(failed.id()).isEqualTo("odd");
                assertThat(failed.failure()).hasMessageContaining("XX");
            });
        }
    }

    @Test
    void pages_that_end_too_early_are_no_listing() {
        platform.replyTo(
                "/campaign/",
                HttpReply.json(200, "{\"Result\":[{\"CampaignId\":\"c1\"}],\"TotalFilteredCount\":2}"),
                HttpReply.json(200, "{\"Result\":[],\"TotalFilteredCount\":2}"));
        try (TradeDesk source = platform.source().build()) {
            assertThatThrownBy(() -> source.entities(FakeTradeDesk.ACCOUNT))
                    .hasMessageContaining("ended after 1 entries, but 2");
        }
    }

    @Test
    void entities_are_listed_down_to_the_level_of_rows_with_what_became_of_them() {
        EntityRef campaign = new EntityRef(Level.CAMPAIGN, "c1");
        try (TradeDesk source = platform.source().level(Level.AD_GROUP).build()) {
            assertThat(source.entities(FakeTradeDesk.ACCOUNT))
                    .containsExactly(
                            new Entity(campaign, "One", null, Entity.Status.ACTIVE),
                            new Entity(new EntityRef(Level.CAMPAIGN, "c2"), "Two", null, Entity.Status.REMOVED),
                            new Entity(new EntityRef(Level.AD_GROUP, "g1"), "G", campaign, Entity.Status.PAUSED));
        }
    }

    @Test
    void nothing_of_it_shows_a_secret_R11() {
        try (TradeDesk source = platform.source().build()) {
            assertThat(source.toString()).contains("trade_desk").doesNotContain(FakeTradeDesk.TOKEN);
        }
    }
}
