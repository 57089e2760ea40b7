package io.banditpipeline.connectors.meta;

import static io.banditpipeline.connectors.meta.FakeMeta.error;
import static io.banditpipeline.connectors.meta.FakeMeta.ok;
import static io.banditpipeline.connectors.meta.FakeMeta.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.assertj.core.groups.Tuple.tuple;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.meta.FakeMeta.Asked;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.metric.AccountListing;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.metric.SourceNotice;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.source.RecordingSink;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetaAdsTest {
    private static final String ACCOUNT = "{\"account_id\":\"%s\",\"id\":\"act_%1$s\",\"currency\":\"%s\","
            + "\"timezone_name\":\"%s\",\"account_status\":%d}";

    private final MetaFixture fixture = new MetaFixture();

    @Test
    void all_accounts_are_listed_page_by_page_those_that_are_disabled_too() {
        FakeMeta meta = new FakeMeta(asked -> asked.parameter("after").isEmpty()
                ? page(ACCOUNT.formatted("1", "USD", "America/New_York", 1), "x")
                : page(ACCOUNT.formatted("2", "JPY", "Asia/Tokyo", 2), ""));
        assertThat(fixture.builder(meta).build().accounts())
                .containsExactly(
                        MetaFixture.ACCOUNT,
                        new Account("meta", "act_2", ZoneId.of("Asia/Tokyo"), Currency.getInstance("JPY")));
        assertThat(meta.calls()).containsOnly("GET me/adaccounts");
    }

    @Test
    void an_account_that_may_be_read_no_more_fails_by_itself() {
        FakeMeta meta = new FakeMeta(asked ->
                asked.call().endsWith("1") ? ok(ACCOUNT.formatted("1", "USD", "America/New_York", 1)) : error(200, 0));
        MetricsSource source = fixture.builder(meta).accounts("1", "act_2").build();
        AccountListing listing = source.listAccounts();
        assertThat(listing.accounts()).containsExactly(MetaFixture.ACCOUNT);
        assertThat(listing.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.key()).isEqualTo("meta/act_2");
            assertThat(failed.failure().kind()).isEqualTo(Kind.PERMISSION);
        });
        assertThatThrownBy(source::accounts)
                .asInstanceOf(type(SourceException.class))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.PERMISSION));
    }

    @Test
    void a_token_that_is_over_fails_all_accounts_at_once() {
        MetricsSource source = fixture.builder(new FakeMeta(asked -> error(190, 0)))
                .accounts("1", "act_2")
                .build();
        assertThatThrownBy(source::listAccounts)
                .asInstanceOf(type(SourceException.class))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION));
    }

    @Test
    void an_account_whose_zone_or_currency_is_not_known_is_told_and_not_guessed_and_fails_by_itself() {
        FakeMeta meta = new FakeMeta(asked -> page(
                ACCOUNT.formatted("3", "USD", "Mars/Olympus", 1) + ","
                        + ACCOUNT.formatted("1", "USD", "America/New_York", 1) + ","
                        + ACCOUNT.formatted("4", "XX", "Asia/Tokyo", 1),
                ""));
        MetricsSource source = fixture.builder(meta).build();
        AccountListing listing = source.listAccounts();
        assertThat(listing.accounts()).containsExactly(MetaFixture.ACCOUNT);
        assertThat(listing.failed())
                .extracting(AccountListing.FailedAccount::key)
                .containsExactly("meta/act_3", "meta/act_4");
        assertThat(listing.failed().get(0).failure()).hasMessageContaining("Mars/Olympus");
        assertThatThrownBy(source::accounts).isInstanceOf(SourceException.class).hasMessageContaining("Mars/Olympus");
    }

    @Test
    void objects_are_listed_down_to_the_level_of_the_rows_deleted_ones_too() {
        FakeMeta meta = new FakeMeta(MetaAdsTest::objects);
        MetricsSource source = fixture.builder(meta).level(Level.AD_GROUP).build();
        EntityRef campaign = new EntityRef(Level.CAMPAIGN, "1");
        assertThat(source.entities(MetaFixture.ACCOUNT))
                .containsExactly(
                        new Entity(campaign, "Brand \"x\"", null, Entity.Status.ACTIVE),
                        new Entity(new EntityRef(Level.CAMPAIGN, "2"), "", null, Entity.Status.REMOVED),
                        new Entity(new EntityRef(Level.AD_GROUP, "3"), "s", campaign, Entity.Status.PAUSED));
        assertThat(meta.asked()).hasSize(2).allSatisfy(asked -> assertThat(asked.parameter("effective_status"))
                .contains("\"DELETED\"", "\"ARCHIVED\""));
    }

    private static FakeMeta.Answer objects(Asked asked) {
        return asked.call().endsWith("/campaigns")
                ? page(
                        "{\"id\":\"1\",\"name\":\"Brand \\\"x\\\"\",\"effective_status\":\"ACTIVE\"},"
                                + "{\"id\":2,\"effective_status\":\"DELETED\"}",
                        "")
                : page(
                        "{\"id\":\"3\",\"name\":\"s\",\"effective_status\":\"CAMPAIGN_PAUSED\",\"campaign_id\":\"1\"}",
                        "");
    }

    @Test
    void the_proof_of_the_app_secret_is_sent_and_no_secret_is_shown_R11() {
        FakeMeta meta = new FakeMeta(asked -> page("", ""));
        MetaAdsBuilder builder = MetaAds.builder()
                .accessToken(Secret.of("pl4nted-access-token"))
                .appSecret(Secret.of("pl4nted-app-secret"))
                .clients(settings -> {
                    assertThat(settings.secrets()).hasSize(3);
                    assertThat(settings.authorization()
                                    .headers(URI.create("https://graph.facebook.com/v26.0/me"))
                                    .get("Authorization")
                                    .reveal())
                            .isEqualTo("Bearer pl4nted-access-token");
                    assertThatThrownBy(() -> settings.authorization().headers(URI.create("https://evil.example/")))
                            .isInstanceOf(SourceException.class)
                            .hasMessageNotContaining("pl4nted");
                    return meta;
                });
        MetaAds source = builder.build();
        source.accounts();
        assertThat(meta.asked().get(0).parameter("appsecret_proof"))
                .isEqualTo("0e8b7fd068dcd278e3b31b15b5df86ba3be6084efc76a69adb99786229f7b5b1");
        assertThat(meta.asked().get(0).request().toString() + source + builder).doesNotContain("pl4nted", "0e8b7f");
    }

    @Test
    void the_profile_is_a_month_restated_by_hours_and_days() {
        MetaAds source = fixture.builder(new FakeMeta(asked -> page("", ""))).build();
        assertThat(source.profile().restatementDays()).isEqualTo(31);
        assertThat(source.profile().maxSliceDays()).isEqualTo(90);
        assertThat(source.profile().granularities()).isEqualTo(Set.of(Granularity.DAY, Granularity.HOUR));
        assertThatThrownBy(() -> source.fetch(
                        MetaFixture.slice(Level.AD, Granularity.DAY, "2026-11-20", "2026-11-20"), new RecordingSink()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("CAMPAIGN");
    }

    @Test
    void what_ends_soon_is_told() {
        Instant now = Instant.parse("2026-11-22T00:00:00Z");
        Instant expiry = Instant.parse("2027-01-01T00:00:00Z");
        MetaAds source = MetaAds.builder()
                .accessToken(Secret.of("pl4nted-t"))
                .tokenExpiresAt(expiry)
                .apiVersion("v24.0")
                .build();
        assertThat(source.notices(now))
                .extracting(SourceNotice::kind, SourceNotice::at)
                .containsExactly(
                        tuple(SourceNotice.Kind.VERSION_SUNSET, Instant.parse("2026-10-06T00:00:00Z")),
                        tuple(SourceNotice.Kind.CREDENTIALS_EXPIRE, expiry));
        source.close();
    }

    @Test
    void bad_values_are_refused_at_once_and_what_is_missing_when_it_is_built() {
        MetaAdsBuilder builder = MetaAds.builder();
        assertThatThrownBy(() -> builder.accounts("act_1/../me")).hasMessageContaining("accounts");
        assertThatThrownBy(() -> builder.level(Level.ACCOUNT)).hasMessageContaining("level");
        assertThatThrownBy(() -> builder.apiVersion("26")).hasMessageContaining("v26.0");
        assertThatThrownBy(() -> builder.attributionWindows("7d_view")).hasMessageContaining("7d_view");
        assertThatThrownBy(() -> builder.attributionWindows("1d_click", "7d_click"))
                .hasMessageContaining("one of");
        assertThatThrownBy(() -> builder.baseUri(URI.create("https://u:p@host")))
                .hasMessageContaining("baseUri")
                .hasMessageNotContaining("u:p");
        assertThatThrownBy(() -> MetaAds.builder().id("a").id("b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> MetaAds.builder()
                        .accounts("1")
                        .purchaseActionsOf("act_2", "lead")
                        .build())
                .asInstanceOf(type(ConfigurationException.class))
                .satisfies(failure -> assertThat(failure.problems()).hasSize(2));
    }
}
