package io.banditpipeline.connectors.google;

import static io.banditpipeline.connectors.google.GoogleFixture.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.call.ApiCall;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.internal.failure.AccountsFound;
import io.banditpipeline.metric.AccountListing;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.metric.SourceNotice;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.platform.ConversionAction;
import io.banditpipeline.testkit.platform.GoogleAdsSimulatorBuilder;
import io.banditpipeline.testkit.platform.HttpFault;
import io.banditpipeline.testkit.platform.RateLimit;
import io.banditpipeline.testkit.source.RecordingSink;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The source against a simulated Google Ads. */
class GoogleAdsTest {
    @ParameterizedTest
    @CsvSource({
        "CAMPAIGN, DAY, 2026-10-25, 2026-11-20",
        "AD_GROUP, DAY, 2026-10-25, 2026-11-20",
        "AD, DAY, 2026-10-25, 2026-11-20",
        "CAMPAIGN, HOUR, 2026-10-31, 2026-11-02",
        "AD, HOUR, 2026-10-31, 2026-11-02",
        "AD, HOUR, 2026-03-08, 2026-03-08",
    })
    void a_fetch_delivers_what_the_platform_knows_R2(Level level, Granularity granularity, String first, String last) {
        try (GoogleFixture google = GoogleFixture.plain();
                GoogleAds source = google.builder().level(level).build()) {
            Slice slice = google.slice(level, granularity, first, last);
            RecordingSink sink = RecordingSink.fetch(source, slice);
            assertThat(rows(sink)).isNotEmpty().isEqualTo(google.truth(slice));
            assertThat(sink.rejected()).isEmpty();
            assertThat(sink.rows())
                    .allSatisfy(row -> assertThat(row.observedAt()).isEqualTo(GoogleFixture.NOW));
        }
    }

    @Test
    void a_slice_of_campaigns_is_one_call_however_long_it_is() {
        try (GoogleFixture google = GoogleFixture.plain();
                GoogleAds source =
                        google.builder().accounts(google.account().id()).build()) {
            RecordingSink.fetch(source, google.slice(Level.CAMPAIGN, Granularity.DAY, "2025-11-21", "2026-11-20"));
            assertThat(google.calls("searchStream")).isEqualTo(1);
            assertThat(google.calls("token")).isEqualTo(1);
            assertThat(google.calls("listAccessibleCustomers")).isZero();
        }
    }

    @Test
    void days_that_have_not_begun_are_not_asked_for() {
        try (GoogleFixture google = GoogleFixture.plain();
                GoogleAds source = google.builder().build()) {
            DateRange covered = source.coverage(google.account()).orElseThrow();
            assertThat(covered.first()).isEqualTo(LocalDate.parse("2023-11-01"));
            Slice last = new Slice(
                    "google_ads", google.account(), Level.CAMPAIGN, Granularity.DAY, DateRange.of(covered.last()));
            assertThat(RecordingSink.fetch(source, last).rows()).isEmpty();
            assertThat(google.simulator.calls()).isEmpty();
        }
    }

    @Test
    void accounts_are_found_below_managers_and_reached_through_them() {
        try (GoogleFixture google = new GoogleFixture(GoogleAdsTest::managed);
                GoogleAds source = google.builder().build()) {
            assertThat(source.accounts()).containsExactlyInAnyOrderElementsOf(google.data.accounts());
            Slice slice = google.slice(Level.CAMPAIGN, Granularity.DAY, "2026-11-18", "2026-11-19");
            assertThat(rows(RecordingSink.fetch(source, slice))).isEqualTo(google.truth(slice));
            try (GoogleAds fresh = google.builder().build()) {
                assertThat(rows(RecordingSink.fetch(fresh, slice))).isEqualTo(google.truth(slice));
            }
        }
    }

    private static GoogleAdsSimulatorBuilder managed(GoogleAdsSimulatorBuilder setup) {
        List<Account> accounts = GoogleFixture.generated().accounts();
        return setup.manager("9000000001", "9000000002", accounts.get(1).id())
                .manager("9000000002", accounts.get(0).id());
    }

    @Test
    void a_login_customer_is_sent_with_every_call_and_dashes_do_not_matter() {
        try (GoogleFixture google = new GoogleFixture(GoogleAdsTest::managed);
                GoogleAds source = google.builder()
                        .loginCustomerId("900-000-0001")
                        .accounts(google.account().id())
                        .build()) {
            assertThat(source.accounts()).containsExactly(google.account());
            assertThat(google.simulator.server().calls())
                    .filteredOn(call -> call.call().path().startsWith("/v26"))
                    .hasSize(1)
                    .allSatisfy(call ->
                            assertThat(call.call().header("login-customer-id")).contains("9000000001"));
        }
    }

    @Test
    void an_account_that_is_not_enabled_is_left_out_where_it_was_looked_for_and_told_where_it_was_named() {
        String disabled = GoogleFixture.generated().accounts().get(0).id();
        try (GoogleFixture google = new GoogleFixture(setup -> managed(setup).disabled(disabled))) {
            try (GoogleAds looking = google.builder().build()) {
                assertThat(looking.accounts())
                        .containsExactly(google.data.accounts().get(1));
            }
            try (GoogleAds named = google.builder()
                    .loginCustomerId("9000000001")
                    .accounts(disabled)
                    .build()) {
                assertThat(named.accounts()).containsExactly(google.account());
                Slice slice = google.slice(Level.CAMPAIGN, Granularity.DAY, "2026-11-18", "2026-11-19");
                assertThatThrownBy(() -> RecordingSink.fetch(named, slice))
                        .isInstanceOfSatisfying(
                                SourceException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PERMISSION))
                        .hasMessageContaining("CUSTOMER_NOT_ENABLED");
            }
        }
    }

    @Test
    void an_account_that_cannot_be_reached_is_named_in_the_failure() {
        try (GoogleFixture google = new GoogleFixture(GoogleAdsTest::managed)) {
            try (GoogleAds source = google.builder()
                    .loginCustomerId("9000000001")
                    .accounts("1112223334")
                    .build()) {
                assertThatThrownBy(source::accounts)
                        .isInstanceOfSatisfying(
                                SourceException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PERMISSION))
                        .hasMessageContaining("1112223334")
                        .hasMessageContaining("9000000001");
            }
            try (GoogleAds source =
                    google.builder().accounts(google.account().id()).build()) {
                assertThatThrownBy(source::accounts)
                        .hasMessageContaining("USER_PERMISSION_DENIED")
                        .hasMessageContaining("loginCustomerId");
            }
        }
    }

    @Test
    void a_named_account_that_cannot_be_reached_fails_by_itself_below_a_manager_and_without_one() {
        String disabled = GoogleFixture.generated().accounts().get(0).id();
        try (GoogleFixture google = new GoogleFixture(setup -> setup.disabled(disabled))) {
            String good = google.data.accounts().get(1).id();
            try (GoogleAds source = google.builder().accounts(disabled, good).build()) {
                AccountListing listing = source.listAccounts();
                assertThat(listing.accounts())
                        .containsExactly(google.data.accounts().get(1));
                assertThat(listing.failed()).singleElement().satisfies(failed -> {
                    assertThat(failed.key()).isEqualTo("google_ads/" + disabled);
                    assertThat(failed.failure().kind()).isEqualTo(Kind.PERMISSION);
                    assertThat(failed.failure()).hasMessageContaining("CUSTOMER_NOT_ENABLED");
                });
                assertThatThrownBy(source::accounts).hasMessageContaining("CUSTOMER_NOT_ENABLED");
            }
        }
        try (GoogleFixture google = new GoogleFixture(GoogleAdsTest::managed);
                GoogleAds source = google.builder()
                        .loginCustomerId("9000000001")
                        .accounts(google.account().id(), "1112223334")
                        .build()) {
            AccountListing listing = source.listAccounts();
            assertThat(listing.accounts()).containsExactly(google.account());
            assertThat(listing.failed())
                    .extracting(AccountListing.FailedAccount::id)
                    .containsExactly("1112223334");
        }
    }

    @Test
    void an_account_whose_zone_or_currency_is_not_known_fails_by_itself() {
        AccountsFound found = new AccountsFound(GoogleAds.PLATFORM);
        for (Customer customer : List.of(
                new Customer("1", "9", false, "ENABLED", "Mars/Olympus", "USD"),
                new Customer("2", "9", false, "ENABLED", "UTC", "USD"),
                new Customer("3", "9", false, "ENABLED", "UTC", "XX"))) {
            found.add(customer.id(), customer::account);
        }
        AccountListing listing = found.listing();
        assertThat(listing.accounts()).extracting(Account::id).containsExactly("2");
        assertThat(listing.failed())
                .satisfiesExactly(
                        zone -> assertThat(zone.failure())
                                .hasMessageContaining("account 1 has the time zone \"Mars/Olympus\""),
                        currency -> assertThat(currency.failure())
                                .hasMessageContaining("account 3 has the currency \"XX\""));
    }

    @Test
    void the_lookback_is_that_of_the_accounts_conversion_windows_asked_for_once_a_day() {
        String id = GoogleFixture.generated().accounts().get(0).id();
        try (GoogleFixture google = new GoogleFixture(
                        setup -> setup.conversionAction(id, new ConversionAction(1, "lead", true, true, 30, 1))
                                .conversionAction(id, new ConversionAction(2, "sale", true, true, 60, 90))
                                .conversionAction(id, new ConversionAction(3, "not counted", true, false, 91, 1))
                                .conversionAction(id, new ConversionAction(4, "hidden", false, true, 92, 1)));
                GoogleAds source = google.builder().accounts(id).build()) {
            assertThat(source.profile(google.account()).restatementDays()).isEqualTo(97);
            assertThat(source.profile(google.account())).isEqualTo(source.profile(google.account()));
            assertThat(google.calls("searchStream")).isEqualTo(1);
            google.clock.advance(Duration.ofDays(1));
            assertThat(source.profile(google.account()).restatementDays()).isEqualTo(97);
            assertThat(google.calls("searchStream")).isEqualTo(2);
            assertThat(source.profile(google.data.accounts().get(1)).restatementDays())
                    .isEqualTo(37);
            assertThat(source.profile().restatementDays()).isEqualTo(37);
        }
    }

    @Test
    void entities_are_listed_down_to_the_level_with_what_stands_for_what_no_ad_accounts_for() {
        try (GoogleFixture google = GoogleFixture.plain();
                GoogleAds source = google.builder()
                        .level(Level.AD)
                        .accounts(google.account().id())
                        .build()) {
            List<Entity> listed = source.entities(google.account());
            List<Entity> known = google.data.entities(google.account(), google.clock.instant());
            assertThat(listed).containsAll(known);
            assertThat(listed)
                    .filteredOn(entity -> !known.contains(entity))
                    .isNotEmpty()
                    .allSatisfy(entity -> {
                        assertThat(entity.ref().level()).isEqualTo(Level.AD);
                        assertThat(entity.ref().id()).startsWith("unattributed/");
                    });
            assertThat(google.calls("searchStream")).isEqualTo(3);
            Slice slice = google.slice(Level.AD, Granularity.DAY, "2026-11-18", "2026-11-19");
            RecordingSink sink = RecordingSink.fetch(source, slice);
            assertThat(listed)
                    .extracting(Entity::ref)
                    .containsAll(sink.rows().stream().map(row -> row.entity()).toList());
            assertThat(google.calls("searchStream")).isEqualTo(5);
        }
    }

    @Test
    void a_token_that_is_over_is_replaced_once_and_a_grant_that_is_over_is_told() {
        try (GoogleFixture google = GoogleFixture.plain();
                GoogleAds source = google.builder().build()) {
            Slice slice = google.slice(Level.CAMPAIGN, Granularity.DAY, "2026-11-18", "2026-11-19");
            RecordingSink.fetch(source, slice);
            google.simulator.expireTokens();
            assertThat(rows(RecordingSink.fetch(source, slice))).isEqualTo(google.truth(slice));
            assertThat(google.calls("token")).isEqualTo(2);
            google.clock.advance(Duration.ofMinutes(59));
            RecordingSink.fetch(source, slice);
            assertThat(google.calls("token")).isEqualTo(3);
            google.simulator.revokeGrants();
            assertThatThrownBy(() -> RecordingSink.fetch(source, slice))
                    .isInstanceOfSatisfying(
                            SourceException.class, e -> assertThat(e.kind()).isEqualTo(Kind.AUTHENTICATION))
                    .hasMessageContaining("invalid_grant");
        }
    }

    @Test
    void a_version_that_is_gone_is_told_before_and_after() {
        try (GoogleFixture google = GoogleFixture.plain();
                GoogleAds source = google.builder().apiVersion("v22").build()) {
            List<SourceNotice> notices = source.notices(GoogleFixture.NOW);
            assertThat(notices).singleElement().satisfies(notice -> {
                assertThat(notice.kind()).isEqualTo(SourceNotice.Kind.VERSION_SUNSET);
                assertThat(notice.subject()).isEqualTo("v22");
                assertThat(notice.at()).isEqualTo(Instant.parse("2026-10-07T00:00:00Z"));
            });
            Slice slice = google.slice(Level.CAMPAIGN, Granularity.DAY, "2026-11-18", "2026-11-19");
            assertThatThrownBy(() -> RecordingSink.fetch(source, slice))
                    .isInstanceOfSatisfying(
                            SourceException.class, e -> assertThat(e.kind()).isEqualTo(Kind.GONE))
                    .hasMessageContaining("v22");
        }
    }

    @Test
    void a_limit_is_told_with_its_delay_and_kept_by_later_calls() {
        try (GoogleFixture google = new GoogleFixture(setup -> setup.limitAccount(RateLimit.perMinute(1)));
                GoogleAds source = google.builder()
                        .accounts(google.account().id())
                        .longestWait(Duration.ofSeconds(1))
                        .build()) {
            Slice slice = google.slice(Level.CAMPAIGN, Granularity.DAY, "2026-11-18", "2026-11-19");
            RecordingSink.fetch(source, slice);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> RecordingSink.fetch(source, slice))
                        .isInstanceOfSatisfying(SourceException.class, e -> {
                            assertThat(e.kind()).isEqualTo(Kind.THROTTLED);
                            assertThat(e.retryAfter()).isPresent();
                        });
            }
            assertThat(google.simulator.throttled()).isEqualTo(1);
            google.clock.advance(Duration.ofMinutes(2));
            assertThat(rows(RecordingSink.fetch(source, slice))).isEqualTo(google.truth(slice));
            assertThat(google.simulator.earlyCalls()).isEmpty();
        }
    }

    @Test
    void trouble_that_passes_is_sat_out_and_a_broken_answer_is_told() {
        try (GoogleFixture google = GoogleFixture.plain();
                GoogleAds source =
                        google.builder().accounts(google.account().id()).build()) {
            Slice slice = google.slice(Level.CAMPAIGN, Granularity.DAY, "2026-10-18", "2026-11-19");
            RecordingSink.fetch(source, slice);
            google.simulator.server().faults().next(HttpFault.reset());
            assertThat(rows(RecordingSink.fetch(source, slice))).isEqualTo(google.truth(slice));
            google.simulator.server().faults().next(HttpFault.cutAfter(2_000));
            assertThatThrownBy(() -> RecordingSink.fetch(source, slice))
                    .isInstanceOfSatisfying(
                            SourceException.class, e -> assertThat(e.kind()).isEqualTo(Kind.RESTART));
            assertThat(rows(RecordingSink.fetch(source, slice))).isEqualTo(google.truth(slice));
        }
    }

    @Test
    void no_secret_is_in_a_message_a_log_or_a_text_R11() {
        List<ApiCall> calls = new CopyOnWriteArrayList<>();
        try (GoogleFixture google = GoogleFixture.plain();
                GoogleAds source = google.builder()
                        .developerToken(Secret.of("pl4nted-developer-token"))
                        .build()) {
            source.attach(calls::add);
            Slice slice = google.slice(Level.CAMPAIGN, Granularity.DAY, "2026-11-18", "2026-11-19");
            RecordingSink.fetch(source, slice);
            assertThat(google.simulator.server().calls())
                    .anySatisfy(call ->
                            assertThat(call.call().header("developer-token")).contains("pl4nted-developer-token"));
            google.simulator.revokeGrants();
            StringBuilder told = new StringBuilder(source.toString());
            assertThatThrownBy(() -> RecordingSink.fetch(source, slice)).satisfies(e -> {
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                    told.append(cause);
                }
            });
            assertThat(calls).hasSizeGreaterThan(3);
            assertThat(told.append(calls).toString()).doesNotContain("pl4nted").doesNotContain("ya29");
            assertThat(google.simulator.server().calls())
                    .allSatisfy(call -> assertThat(call.call().query()).isEmpty());
        }
    }
}
