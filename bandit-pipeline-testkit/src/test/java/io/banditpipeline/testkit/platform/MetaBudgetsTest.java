package io.banditpipeline.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.testkit.clock.ManualClock;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Daily budgets, read and told. */
class MetaBudgetsTest {
    private final ManualClock clock = ManualClock.at("2025-07-04T12:00:00Z");
    private final PlatformData data = GeneratedData.builder("meta")
            .accounts(2)
            .currencies(Currency.getInstance("USD"), Currency.getInstance("JPY"))
            .build();
    private final String campaign = first(Level.CAMPAIGN, 0);
    private final String adSet = first(Level.AD_GROUP, 0);
    private final String yenCampaign = first(Level.CAMPAIGN, 1);
    private final String yenAdSet = first(Level.AD_GROUP, 1);
    private final MetaSimulator simulator = MetaSimulator.builder(data, clock)
            .budgetAt(campaign, Level.CAMPAIGN)
            .budgetAt(yenCampaign, Level.AD_GROUP)
            .start();
    private final MetaClient client = new MetaClient(simulator);

    @AfterEach
    void end() {
        simulator.close();
        assertThat(simulator.server().errors()).isEmpty();
    }

    private String first(Level level, int account) {
        List<Entity> entities = data.entities(data.accounts().get(account), clock.instant());
        return entities.stream()
                .map(Entity::ref)
                .filter(ref -> ref.level() == level)
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void a_budget_is_told_in_cents_and_where_there_are_none_in_whole_units() {
        Account dollars = data.accounts().get(0);
        assertThat(client.post(campaign, "daily_budget", "12345")
                        .json()
                        .get("success")
                        .asBoolean())
                .isTrue();
        assertThat(client.post(yenAdSet, "daily_budget", "5000").status()).isEqualTo(200);

        assertThat(simulator.budgetWrites())
                .containsExactly(
                        new BudgetWrite(dollars.id(), campaign, "daily_budget", 123_450_000, clock.instant()),
                        new BudgetWrite(
                                data.accounts().get(1).id(),
                                yenAdSet,
                                "daily_budget",
                                5_000_000_000L,
                                clock.instant()));
        assertThat(simulator.budgetMicros(campaign)).contains(123_450_000L);
        assertThat(client.get(campaign, "fields", "daily_budget,lifetime_budget,budget_remaining")
                        .json()
                        .get("daily_budget")
                        .asText())
                .isEqualTo("12345");
        assertThat(simulator.calls(MetaEndpoint.BUDGET)).isEqualTo(2);
    }

    @Test
    void a_campaign_and_its_ad_sets_never_both_have_budgets() {
        MetaClient.Answer adSetOfCampaign = client.post(adSet, "daily_budget", "5000");
        MetaClient.Answer campaignOfAdSets = client.post(yenCampaign, "daily_budget", "5000");

        assertThat(adSetOfCampaign.code() + "/" + adSetOfCampaign.subcode()).isEqualTo("100/1885621");
        assertThat(campaignOfAdSets.subcode()).isEqualTo(1885621);
        assertThat(client.get(adSet, "fields", "daily_budget").json().has("daily_budget"))
                .isFalse();
        assertThat(simulator.budgetMicros(adSet)).isEmpty();
        assertThat(simulator.budgetWrites()).isEmpty();
    }

    @Test
    void a_budget_is_an_integer_and_not_too_low() {
        assertThat(client.post(campaign, "daily_budget", "50.5").code()).isEqualTo(100);
        assertThat(client.post(campaign, "daily_budget", "-50").code()).isEqualTo(100);
        assertThat(client.post(campaign, "name", "x", "daily_budget", "5000").code())
                .isEqualTo(100);
        assertThat(simulator.violations()).hasSize(3);
        assertThat(client.post(campaign, "daily_budget", "99").subcode()).isEqualTo(1885272);
        assertThat(client.post("123", "daily_budget", "5000").subcode()).isEqualTo(33);
        assertThat(simulator.budgetWrites()).isEmpty();
    }

    @Test
    void a_budget_can_be_changed_four_times_an_hour() {
        for (int i = 0; i < 4; i++) {
            assertThat(client.post(campaign, "daily_budget", "500" + i).status())
                    .isEqualTo(200);
            clock.advance(Duration.ofMinutes(10));
        }
        MetaClient.Answer fifth = client.post(campaign, "daily_budget", "6000");
        assertThat(fifth.code() + "/" + fifth.subcode()).isEqualTo("613/1487632");
        clock.advance(Duration.ofMinutes(20));
        assertThat(client.post(campaign, "daily_budget", "6000").status()).isEqualTo(200);
    }

    @Test
    void a_change_that_is_only_to_be_validated_changes_nothing() {
        long before = simulator.budgetMicros(campaign).orElseThrow();
        MetaClient.Answer answer =
                client.post(campaign, "daily_budget", "777700", "execution_options", "[\"validate_only\"]");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(simulator.budgetMicros(campaign)).contains(before);
        assertThat(simulator.budgetWrites()).isEmpty();
    }

    @Test
    void a_hundred_changes_a_second_are_the_most_of_an_account() {
        MetaBudgets budgets = new MetaBudgets(Map.of());
        Account account = data.accounts().get(0);
        List<MetaObjects.Found> owners = data.entities(account, clock.instant()).stream()
                .filter(budgets::hasBudget)
                .map(entity -> new MetaObjects.Found(account, entity))
                .toList();
        for (int i = 0; i < 100; i++) {
            budgets.change(owners.get(i % owners.size()), "5000", true, clock.instant());
        }
        assertThat(catchThrowableOfType(
                                MetaError.class, () -> budgets.change(owners.get(0), "5000", true, clock.instant()))
                        .subcode())
                .isEqualTo(5044001);
        budgets.change(owners.get(0), "5000", true, clock.instant().plusSeconds(1));
    }
}
