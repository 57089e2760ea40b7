package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.market.SyntheticMarket;
import io.banditpipeline.testkit.platform.MarketData;
import io.banditpipeline.testkit.platform.MetaSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on accounts that a file of settings names; the platform is simulated on HTTP of this machine. */
class PlatformSettingsTest {
    private static final Secret TOKEN = Secret.of("planted-token-4713");
    private static final String CAMPAIGN = """
            campaigns:
              shop: {timezone: UTC, currency: USD, daily_budget: 1000}
            arms:
              social: {platform: meta}
            """;

    @TempDir
    private Path folder;

    private final SyntheticMarket market = SyntheticMarket.builder()
            .seed(3)
            .firstDay(LocalDate.of(2026, 1, 1))
            .days(400)
            .build();

    private Path settings(String address, String campaigns) throws IOException {
        return settings(address, campaigns, "{}");
    }

    private Path settings(String address, String campaigns, String budgets) throws IOException {
        return Files.writeString(folder.resolve("ads.yaml"), """
                database: {connection_string: 'sqlite:///%s'}
                sources:
                  meta: {type: meta, access_token: '%s', app_secret: planted-secret, base_uri: '%s'}
                pipeline: {history_days: 60}
                budgets:
                  meta: %s
                %s
                """.formatted(
                        folder.resolve("ads.db"), TOKEN.reveal(), address, budgets, campaigns));
    }

    private MetaSimulator simulator() {
        MarketData data = MarketData.of("meta", market);
        var builder = MetaSimulator.builder(data, new ManualClock(Invocation.NOW))
                .credentials(TOKEN, Secret.of("planted-secret"))
                .exactWindow("value");
        data.arms().forEach(arm -> arm.entities().forEach(entity -> builder.budgetAt(entity.id(), Level.CAMPAIGN)));
        return builder.start();
    }

    /** A campaign, and rates from the currency of every account to its own: the market has accounts in USD and GBP. */
    private String campaignWithRates() throws IOException {
        String rows = LocalDate.of(2026, 8, 1)
                .datesUntil(LocalDate.of(2026, 11, 23))
                .filter(day -> day.getDayOfWeek().getValue() <= 5)
                .map(day -> day + ",1.0800,0.8500,\n")
                .collect(Collectors.joining());
        Path file = Files.writeString(folder.resolve("ecb.csv"), "Date,USD,GBP,\n" + rows);
        return CAMPAIGN + "exchange_rates: {ecb_file: '" + file + "'}\n";
    }

    private static List<String> states(Invocation budgets) {
        return budgets.json().get("budgets").findValuesAsText("state");
    }

    private static String publishing(Invocation daily) {
        for (JsonNode step : daily.json().get("steps")) {
            if (step.get("name").asText().equals("publish shop")) {
                return step.get("messages").toString();
            }
        }
        throw new AssertionError("no step publishes: " + daily.out());
    }

    @Test
    void daily_collects_from_the_platform_of_the_file_and_plans_its_campaign_R11() throws IOException {
        try (MetaSimulator simulator = simulator()) {
            String file =
                    settings(simulator.uri().toString(), campaignWithRates()).toString();

            Invocation daily = Invocation.run("daily", "--config", file, "--json");
            Invocation budgets = Invocation.run("budgets", "--config", file, "--json");
            Invocation early = Invocation.run("daily", "--config", file, "--as-of", "2026-11-01T00:00:00Z");

            assertThat(daily.out() + daily.err() + budgets.out() + budgets.err())
                    .doesNotContain("planted")
                    .doesNotContain("SIMULATED");
            assertThat(daily.total("stored")).as(daily.out()).isPositive();
            assertThat(daily.plan().get("campaign").asText()).isEqualTo("shop");
            assertThat(daily.plan().get("state").asText()).isEqualTo("DECIDED");
            assertThat(states(budgets)).hasSize(4).containsOnly("DRY_RUN");
            assertThat(budgets.json().get("held")).isEmpty();
            assertThat(publishing(daily)).contains("budgets on platforms: 4 would be set (dry run)");
            assertThat(simulator.budgetWrites()).isEmpty();
            assertThat(early.exitCode()).isEqualTo(BanditPipelineCommand.USAGE);
            assertThat(early.err()).contains("Option --as-of: platforms tell what they know now");
        }
    }

    @Test
    void live_budgets_of_the_file_are_set_on_the_platform_and_read_back() throws IOException {
        try (MetaSimulator simulator = simulator()) {
            String file = settings(
                            simulator.uri().toString(), campaignWithRates(), "{live: true, max_change_factor: 1000}")
                    .toString();

            Invocation daily = Invocation.run("daily", "--config", file, "--json");
            Invocation budgets = Invocation.run("budgets", "--config", file, "--json");

            assertThat(daily.exitCode()).as(daily.out()).isZero();
            assertThat(publishing(daily)).contains("budgets on platforms: 4 set");
            assertThat(states(budgets).stream().filter("VERIFIED"::equals)).hasSize(4);
            assertThat(simulator.budgetWrites()).hasSize(4);
        }
    }

    @Test
    void a_live_source_sets_no_budget_of_another_source_of_its_platform() throws IOException {
        try (MetaSimulator simulator = simulator()) {
            String source = "{type: meta, access_token: '" + TOKEN.reveal()
                    + "', app_secret: planted-secret, base_uri: '" + simulator.uri() + "', accounts: [%s]}\n";
            Path file = Files.writeString(
                    folder.resolve("two.yaml"),
                    """
                    database: {connection_string: 'sqlite:///%s'}
                    pipeline: {history_days: 60}
                    budgets:
                      first: {live: true, max_change_factor: 1000}
                      second: {}
                    sources:
                    """.formatted(folder.resolve("two.db"))
                            + "  first: " + source.formatted("act_1001")
                            + "  second: " + source.formatted("act_1002")
                            + campaignWithRates());

            Invocation daily = Invocation.run("daily", "--config", file.toString(), "--json");

            assertThat(publishing(daily)).contains("budgets on platforms: 2 would be set (dry run), 2 set");
            assertThat(simulator.budgetWrites()).hasSize(2).allSatisfy(write -> assertThat(write.accountId())
                    .isEqualTo("act_1001"));
        }
    }

    @Test
    void a_held_plan_is_told_to_no_platform_and_budgets_says_why() throws IOException {
        try (MetaSimulator simulator = simulator()) {
            String file = settings(simulator.uri().toString(), CAMPAIGN).toString();

            Invocation daily = Invocation.run("daily", "--config", file, "--json");
            Invocation budgets = Invocation.run("budgets", "--config", file, "--json");
            Invocation table = Invocation.run("budgets", "--config", file);
            Invocation explain = Invocation.run("explain", "--config", file);

            assertThat(daily.exitCode()).isEqualTo(BanditPipelineCommand.BAD);
            assertThat(publishing(daily)).contains("the plan is held: budgets on platforms stay as they are");
            assertThat(states(budgets)).isEmpty();
            assertThat(budgets.json().get("held").get(0).get("campaign").asText())
                    .isEqualTo("shop");
            assertThat(table.out())
                    .startsWith("No budget was told to a platform.\nThe plan of shop for 2026-11-24 is held")
                    .contains("there is no exchange rate from GBP to USD");
            assertThat(explain.out()).contains("nothing is told to platforms, which keep the budgets that they have");
        }
    }

    @Test
    void the_file_is_read_once_so_that_its_warnings_are_told_once() throws IOException {
        String file = settings("http://127.0.0.1:1", CAMPAIGN).toString();
        Options options = Options.parse(new BudgetsCommand(), List.of("--config", file));

        assertThat(options.settings()).isSameAs(options.settings());
        assertThat(options.settings().file()).isPresent();
    }

    @Test
    void sources_without_a_campaign_are_a_misuse() throws IOException {
        Invocation daily = Invocation.run(
                "daily", "--config", settings("http://127.0.0.1:1", "").toString());

        assertThat(daily.exitCode()).isEqualTo(BanditPipelineCommand.USAGE);
        assertThat(daily.err()).contains("names sources, but no campaign");
    }
}
