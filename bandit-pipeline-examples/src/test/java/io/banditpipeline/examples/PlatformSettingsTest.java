package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on accounts that a file of settings names; the platform is simulated on HTTP of this machine. */
class PlatformSettingsTest {
    private static final Secret TOKEN = Secret.of("planted-token-4713");

    @TempDir
    private Path folder;

    private final SyntheticMarket market = SyntheticMarket.builder()
            .seed(3)
            .firstDay(LocalDate.of(2026, 1, 1))
            .days(400)
            .build();

    private Path settings(String address, String campaigns) throws IOException {
        return Files.writeString(folder.resolve("ads.yaml"), """
                database: {connection_string: 'sqlite:///%s'}
                sources:
                  meta: {type: meta, access_token: '%s', app_secret: planted-secret, base_uri: '%s'}
                pipeline: {history_days: 60}
                budgets:
                  meta: {}
                %s
                """.formatted(
                        folder.resolve("ads.db"), TOKEN.reveal(), address, campaigns));
    }

    @Test
    void daily_collects_from_the_platform_of_the_file_and_plans_its_campaign_R11() throws IOException {
        ManualClock clock = new ManualClock(Invocation.NOW);
        MarketData data = MarketData.of("meta", market);
        var builder = MetaSimulator.builder(data, clock)
                .credentials(TOKEN, Secret.of("planted-secret"))
                .exactWindow("value");
        data.arms().forEach(arm -> arm.entities().forEach(entity -> builder.budgetAt(entity.id(), Level.CAMPAIGN)));
        try (MetaSimulator simulator = builder.start()) {
            String file = settings(simulator.uri().toString(), """
                    campaigns:
                      shop: {timezone: UTC, currency: USD, daily_budget: 1000}
                    arms:
                      social: {platform: meta}
                    """).toString();

            Invocation daily = Invocation.run("daily", "--config", file, "--json");
            Invocation budgets = Invocation.run("budgets", "--config", file, "--json");
            Invocation early = Invocation.run("daily", "--config", file, "--as-of", "2026-11-01T00:00:00Z");

            assertThat(daily.out() + daily.err() + budgets.out() + budgets.err())
                    .doesNotContain("planted")
                    .doesNotContain("SIMULATED");
            assertThat(daily.total("stored")).as(daily.out()).isPositive();
            assertThat(daily.plan().get("campaign").asText()).isEqualTo("shop");
            assertThat(budgets.exitCode()).isZero();
            assertThat(early.exitCode()).isEqualTo(BanditPipelineCommand.USAGE);
            assertThat(early.err()).contains("Option --as-of: platforms tell what they know now");
        }
    }

    @Test
    void sources_without_a_campaign_are_a_misuse() throws IOException {
        Invocation daily = Invocation.run(
                "daily", "--config", settings("http://127.0.0.1:1", "").toString());

        assertThat(daily.exitCode()).isEqualTo(BanditPipelineCommand.USAGE);
        assertThat(daily.err()).contains("names sources, but no campaign");
    }
}
