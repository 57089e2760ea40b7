package io.banditpipeline.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.Pipeline;
import io.banditpipeline.bandit.BudgetChange;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.market.SyntheticMarket;
import io.banditpipeline.testkit.platform.GoogleAdsSimulator;
import io.banditpipeline.testkit.platform.MarketData;
import io.banditpipeline.testkit.platform.MetaSimulator;
import io.banditpipeline.testkit.platform.TradeDeskSimulator;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that name accounts on platforms, each run against the platform's simulator. */
class PlatformFilesTest {
    private static final String REST = """
            campaigns:
              shop: {timezone: Europe/Berlin, currency: EUR, daily_budget: 1000}
            pipeline: {history_days: 40}
            exchange_rates: {ecb_file: "${RATES}"}
            """;
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
    private static final int DAYS = 60;

    private final SyntheticMarket market = SyntheticMarket.ofSeed(1);
    private final ManualClock clock = ManualClock.at("2026-03-01T06:00:00Z");
    private final InMemoryStorage storage = new InMemoryStorage();
    private final Map<String, String> environment =
            new HashMap<>(Map.of("CLIENT", "client", "SECRET", "planted-secret-4711", "TOKEN", "planted-token-4712"));

    @TempDir
    private Path folder;

    /** Rates of the European Central Bank, as its file has them. */
    private void writeRates(String... currencies) throws IOException {
        StringBuilder file = new StringBuilder("Date," + String.join(",", currencies) + ",\n");
        for (int day = DAYS; day >= 0; day--) {
            file.append(FIRST_DAY.plusDays(day))
                    .append(",1.25".repeat(currencies.length))
                    .append(",\n");
        }
        environment.put(
                "RATES",
                Files.writeString(folder.resolve("rates.csv"), file.toString()).toString());
    }

    /** Runs a file's daily workflow, and answers with the ids of its sources. */
    private List<String> run(String yaml) throws IOException {
        writeRates("USD", "GBP", "JPY", "AUD", "INR", "CAD");
        PipelineSettings settings = Settings.read(yaml + REST, environment);
        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.toString()).doesNotContain("planted", "127.0.0.1");
        try (PlatformSources sources = settings.openSources(clock, clock);
                Pipeline pipeline = sources.addTo(settings.addTo(Pipeline.builder(), storage), storage)
                        .clock(clock)
                        .build()) {
            assertThat(sources.toString()).doesNotContain("planted");
            String report = pipeline.runDaily().toString();
            assertThat(report).doesNotContain("planted").doesNotContain("is not up to date");
            return sources.sources().stream().map(MetricsSource::id).toList();
        }
    }

    private Set<String> arms() {
        return storage.catalog().arms("shop").stream().map(arm -> arm.id()).collect(Collectors.toSet());
    }

    private List<BudgetChange> budgets() {
        return storage.budgetChanges().latest(100);
    }

    /** Every account is complete up to the day of the run. */
    private void assertCollected(String source, int accounts) {
        assertThat(storage.metrics().watermarks())
                .filteredOn(mark -> mark.granularity() == Granularity.DAY)
                .hasSize(accounts)
                .allSatisfy(mark -> {
                    assertThat(mark.source()).isEqualTo(source);
                    assertThat(mark.completeUntil()).isAfter(clock.instant().minus(Duration.ofDays(2)));
                });
        assertThat(arms()).isNotEmpty();
    }

    @Test
    void a_file_collects_plans_and_sets_budgets_on_google_ads() throws IOException {
        MarketData data = MarketData.of("google_ads", market);
        String account = data.accounts().get(0).id();
        try (GoogleAdsSimulator simulator = GoogleAdsSimulator.builder(data, clock)
                .user("client", "planted-secret-4711", "planted-token-4712")
                .manager(
                        "9876543210",
                        data.accounts().stream().map(each -> each.id()).toArray(String[]::new))
                .start()) {
            environment.put("BASE", simulator.apiUri().toString());
            environment.put("TOKENS", simulator.tokenUri().toString());
            environment.put("ACCOUNT", account);

            assertThat(run("""
                            sources:
                              ads:
                                type: google_ads
                                id: google_ads_eu
                                client_id: ${CLIENT}
                                client_secret: ${SECRET}
                                refresh_token: ${TOKEN}
                                login_customer_id: 987-654-3210
                                accounts: ['${ACCOUNT}']
                                level: campaign
                                lookback_days: 30
                                api_version: v26
                                operations_per_day: 15_000
                                stall_timeout: 2m
                                longest_wait: 30s
                                base_uri: ${BASE}
                                token_uri: ${TOKENS}
                            arms:
                              search:
                                channel: search
                                platform: google_ads
                                pattern: '.*· (?<arm>.+)'
                                arm: "{arm}"
                            budgets:
                              ads: {live: true, max_change_factor: 1000000}
                            """)).containsExactly("google_ads_eu");
        }

        assertCollected("google_ads_eu", 1);
        assertThat(arms()).allSatisfy(arm -> assertThat(arm).doesNotContain(" "));
        assertThat(budgets()).extracting(BudgetChange::state).contains(BudgetChange.State.VERIFIED);
    }

    @Test
    void a_file_collects_and_plans_on_meta_and_a_sink_without_live_is_a_dry_run() throws IOException {
        MarketData data = MarketData.of("meta", market);
        var builder = MetaSimulator.builder(data, clock)
                .credentials(Secret.of("planted-token-4712"), Secret.of("planted-secret-4711"))
                .exactWindow("value");
        data.arms().forEach(arm -> arm.entities().forEach(entity -> builder.budgetAt(entity.id(), Level.CAMPAIGN)));
        try (MetaSimulator simulator = builder.start()) {
            environment.put("BASE", simulator.uri().toString());

            assertThat(run("""
                            sources:
                              meta:
                                type: meta
                                access_token: ${TOKEN}
                                app_secret: ${SECRET}
                                token_expires_at: 2027-06-30T00:00:00Z
                                accounts: []
                                level: campaign
                                lookback_days: 31
                                purchase_actions: [omni_purchase, purchase]
                                purchase_actions_of: {act_123: [purchase]}
                                api_version: v26.0
                                report_runs_per_day: 5
                                connect_timeout: 5s
                                stall_timeout: 30s
                                longest_wait: 30s
                                base_uri: ${BASE}
                            arms:
                              social: {platform: meta}
                            budgets:
                              meta: {min_change: 0.02, max_change_factor: 1000000}
                            """)).containsExactly("meta");
        }

        assertCollected("meta", data.accounts().size());
        assertThat(arms()).allSatisfy(arm -> assertThat(arm).startsWith("meta/"));
        assertThat(budgets()).isNotEmpty().extracting(BudgetChange::state).containsOnly(BudgetChange.State.DRY_RUN);
    }

    @Test
    void a_file_collects_and_plans_on_the_trade_desk_and_without_budgets_nothing_is_told_to_it() throws IOException {
        MarketData data = MarketData.of("trade_desk", market);
        String zones = data.accounts().stream()
                .map(account -> account.id() + ": " + account.zone())
                .collect(Collectors.joining(", ", "{", "}"));
        try (TradeDeskSimulator simulator = TradeDeskSimulator.builder(data, clock)
                .login("client", "planted-secret-4711")
                .template(1, "bandit-daily", Level.CAMPAIGN, Granularity.DAY)
                .reportsTake(Duration.ZERO, Duration.ofSeconds(1))
                .start()) {
            environment.put("BASE", simulator.apiUri().toString());

            assertThat(run("""
                            sources:
                              ttd:
                                type: trade_desk
                                login: ${CLIENT}
                                password: ${SECRET}
                                token_lifetime: 12h
                                template: bandit-daily
                                partners: partner1
                                timezone: UTC
                                timezones: ZONES
                                columns: {impressions: Impressions}
                                conversion_columns: [1]
                                conversion_columns_of: {cmp42: [1]}
                                attribution: click_date
                                attribution_rule: 30d_click
                                lookback_days: 30
                                calls_per_minute: 120
                                report_wait: 2m
                                report_timeout: 5h
                                longest_wait: 1m
                                download_hosts: [files.example.com, '*.example.org']
                                base_uri: ${BASE}
                            arms:
                              display: {}
                            """.replace("ZONES", zones))).containsExactly("ttd");
        }

        assertCollected("ttd", data.accounts().size());
        assertThat(arms()).allSatisfy(arm -> assertThat(arm).startsWith("trade_desk/"));
        assertThat(budgets()).isEmpty();
    }
}
