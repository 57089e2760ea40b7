package io.banditpipeline.connectors.budget;

import static io.banditpipeline.bandit.BudgetChange.State.DRY_RUN;
import static io.banditpipeline.bandit.BudgetChange.State.FAILED;
import static io.banditpipeline.bandit.BudgetChange.State.REFUSED;
import static io.banditpipeline.bandit.BudgetChange.State.SENT;
import static io.banditpipeline.bandit.BudgetChange.State.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.bandit.BudgetSink;
import io.banditpipeline.call.ApiCallLog;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.google.GoogleAds;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.platform.GoogleAdsSimulator;
import io.banditpipeline.testkit.platform.GoogleAdsSimulatorBuilder;
import io.banditpipeline.testkit.platform.HttpFault;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Budgets of a simulated Google Ads, in its strict mode. */
class GoogleBudgetsTest extends BudgetFixture {
    private static final String SECRET = "pl4nted-refresh-8Kd0";

    private Currency currency = USD;
    private final EntityRef brand = campaign("111");
    private final EntityRef shop = campaign("222");
    private GoogleAdsSimulator google = start(GoogleAdsSimulator.builder(this, clock));
    private GoogleAds source = source();

    @Override
    Account account() {
        return new Account("google_ads", "1234567890", ZoneId.of("Asia/Tokyo"), currency);
    }

    private static GoogleAdsSimulator start(GoogleAdsSimulatorBuilder builder) {
        return builder.user("client", "pl4nted-client-secret", SECRET).start();
    }

    private GoogleAds source() {
        return GoogleAds.builder()
                .refreshToken("client", Secret.of("pl4nted-client-secret"), Secret.of(SECRET))
                .accounts("1234567890")
                .baseUri(google.apiUri())
                .tokenUri(google.tokenUri())
                .clock(clock)
                .waiter(clock)
                .build();
    }

    private void restart(GoogleAdsSimulatorBuilder builder) {
        source.close();
        google.close();
        google = start(builder);
        source = source();
    }

    @AfterEach
    void end() {
        source.close();
        google.close();
        assertThat(google.server().errors()).isEmpty();
        assertThat(calls.toString() + history.latest(100)).doesNotContain(SECRET);
    }

    @Test
    void a_dry_run_reads_and_writes_nothing() {
        started(source.budgets().arms(arms).build()).publish(allocation("x", Map.of("111", 60_000_000L)));

        assertThat(states(brand)).containsExactly(DRY_RUN);
        assertThat(google.budgetWrites()).isEmpty();
        assertThat(google.calls()).doesNotContainKey("campaignBudgets:mutate");
    }

    @Test
    void a_dry_run_can_ask_google_whether_it_would_take_budgets() {
        restart(GoogleAdsSimulator.builder(this, clock).leastDailyBudget(55_000_000));
        started(source.budgets().arms(arms).validated().build())
                .publish(allocation("x", Map.of("111", 60_000_000L, "222", 40_000_000L)));

        assertThat(google.budgetWrites()).isEmpty();
        assertThat(google.calls()).containsEntry("campaignBudgets:mutate", 2L);
        assertThat(states(brand)).containsExactly(DRY_RUN);
        assertThat(states(shop)).containsExactly(REFUSED);
        assertThat(text(shop)).contains("BUDGET_BELOW_PER_DAY_MINIMUM");
    }

    @Test
    void budgets_are_set_and_read_back_with_few_calls() {
        started(source.budgets().arms(arms).live().build())
                .publish(allocation("x", Map.of("111", 60_005_000L, "222", 40_000_000L)));

        assertThat(google.budgetMicros("1234567890", "111")).contains(60_000_000L);
        assertThat(google.budgetMicros("1234567890", "222")).contains(40_000_000L);
        assertThat(states(brand)).containsExactly(SENT, VERIFIED);
        assertThat(google.calls()).containsEntry("campaignBudgets:mutate", 2L);
        assertThat(google.calls().get("searchStream"))
                .as("unit, before and after")
                .isEqualTo(3L);
        assertThat(calls).anyMatch(call -> call.endpoint().equals("POST v26/customers/{id}/campaignBudgets:mutate"));
    }

    @Test
    void a_log_that_source_and_sink_get_hears_of_each_call_once() {
        ApiCallLog log = calls::add;
        source.attach(log);
        BudgetSink sink = source.budgets().arms(arms).live().build();
        sink.attach(log, history);
        sink.publish(allocation("x", Map.of("111", 60_000_000L)));

        assertThat(calls)
                .filteredOn(call -> call.endpoint().contains(":mutate"))
                .hasSize(1);
    }

    @Test
    void yen_are_whole() {
        currency = Currency.getInstance("JPY");
        arms.clear();
        entities.clear();
        campaign("111");
        restart(GoogleAdsSimulator.builder(this, clock));
        started(source.budgets().arms(arms).live().build()).publish(allocation("x", Map.of("111", 60_999_999L)));

        assertThat(google.budgetMicros("1234567890", "111")).contains(60_000_000L);
    }

    @Test
    void shared_budgets_ad_groups_and_what_is_removed_are_refused() {
        EntityRef gone = add(Level.CAMPAIGN, "333", null, Entity.Status.REMOVED);
        EntityRef unknown = campaign("999");
        entities.remove(entities.size() - 1);
        EntityRef group = add(Level.AD_GROUP, "444", brand, Entity.Status.ACTIVE);
        restart(GoogleAdsSimulator.builder(this, clock).budget("1234567890", "9", 50_000_000, true, "111", "222"));
        assertThatThrownBy(() -> started(source.budgets().arms(arms).live().build())
                        .publish(allocation(
                                "x",
                                Map.of(
                                        "111", 60_000_000L,
                                        "333", 60_000_000L,
                                        "444", 60_000_000L,
                                        "999", 60_000_000L))))
                .hasMessageContaining("shared one of 2 campaigns")
                .hasMessageContaining("budgets of campaigns only");

        assertThat(google.budgetWrites()).isEmpty();
        assertThat(states(brand)).containsExactly(REFUSED);
        assertThat(states(gone)).containsExactly(REFUSED);
        assertThat(states(unknown)).containsExactly(REFUSED);
        assertThat(states(group)).containsExactly(REFUSED);
    }

    @Test
    void what_google_does_not_take_is_told_and_the_others_are_set() {
        restart(GoogleAdsSimulator.builder(this, clock).leastDailyBudget(45_000_000));
        assertThatThrownBy(() -> started(source.budgets().arms(arms).live().build())
                        .publish(allocation("x", Map.of("111", 60_000_000L, "222", 40_000_000L))))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("BUDGET_BELOW_PER_DAY_MINIMUM");

        assertThat(states(shop)).containsExactly(SENT, FAILED);
        assertThat(google.budgetMicros("1234567890", "111")).contains(60_000_000L);
    }

    @Test
    void an_answer_that_breaks_off_is_no_second_write() {
        BudgetSink sink = started(source.budgets().arms(arms).live().build());
        google.server().faults().next(call -> call.path().endsWith(":mutate"), HttpFault.cutAfter(5));
        sink.publish(allocation("x", Map.of("111", 60_000_000L)));

        assertThat(google.budgetWrites()).hasSize(1);
        assertThat(states(brand)).containsExactly(SENT, VERIFIED);
        clock.advance(Duration.ofMinutes(1));
        sink.publish(allocation("x", Map.of("111", 60_000_000L)));
        assertThat(google.budgetWrites()).hasSize(1);
    }
}
