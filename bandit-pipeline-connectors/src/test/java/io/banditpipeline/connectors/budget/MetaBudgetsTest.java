package io.banditpipeline.connectors.budget;

import static io.banditpipeline.bandit.BudgetChange.State.DRY_RUN;
import static io.banditpipeline.bandit.BudgetChange.State.FAILED;
import static io.banditpipeline.bandit.BudgetChange.State.REFUSED;
import static io.banditpipeline.bandit.BudgetChange.State.SENT;
import static io.banditpipeline.bandit.BudgetChange.State.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.bandit.BudgetSink;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.meta.MetaAds;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.platform.MetaEndpoint;
import io.banditpipeline.testkit.platform.MetaSimulator;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Budgets of a simulated Meta, in its strict mode: campaign 11 has one, of campaign 22 its ad sets have. */
class MetaBudgetsTest extends BudgetFixture {
    private static final Secret TOKEN = Secret.of("EAAB-pl4nted-token-5tR");
    private static final Secret APP = Secret.of("pl4nted-app-secret-2wQ");

    private Currency currency = USD;
    private EntityRef whole = campaign("11");
    private EntityRef split = campaign("22");
    private EntityRef inWhole = add(Level.AD_GROUP, "111", whole, Entity.Status.ACTIVE);
    private EntityRef set = add(Level.AD_GROUP, "221", split, Entity.Status.ACTIVE);
    private MetaSimulator meta = start();
    private MetaAds source = source();

    @Override
    Account account() {
        return new Account("meta", "act_1001", ZoneId.of("America/New_York"), currency);
    }

    private MetaSimulator start() {
        return MetaSimulator.builder(this, clock)
                .credentials(TOKEN, APP)
                .budgetAt("11", Level.CAMPAIGN)
                .budgetAt("22", Level.AD_GROUP)
                .start();
    }

    private MetaAds source() {
        return MetaAds.builder()
                .accessToken(TOKEN)
                .appSecret(APP)
                .baseUri(meta.uri())
                .clock(clock)
                .waiter(clock)
                .build();
    }

    private void in(String code) {
        source.close();
        meta.close();
        currency = Currency.getInstance(code);
        entities.clear();
        arms.clear();
        whole = campaign("11");
        split = campaign("22");
        inWhole = add(Level.AD_GROUP, "111", whole, Entity.Status.ACTIVE);
        set = add(Level.AD_GROUP, "221", split, Entity.Status.ACTIVE);
        meta = start();
        source = source();
    }

    @AfterEach
    void end() {
        source.close();
        meta.close();
        assertThat(meta.server().errors()).isEmpty();
        assertThat(meta.violations()).isEmpty();
        assertThat(calls.toString() + history.latest(100))
                .doesNotContain(TOKEN.reveal())
                .doesNotContain(APP.reveal());
    }

    /** What the platform holds, in micros, as a dry run reads it. */
    private long before(EntityRef entity) {
        started(source.budgets().arms(arms).build()).publish(allocation("look " + currency, Map.of(entity.id(), 1L)));
        return history.latest(1).get(0).beforeMicros().orElseThrow();
    }

    private BudgetSink live() {
        return started(source.budgets().arms(arms).live().build());
    }

    @Test
    void budgets_of_campaigns_and_of_ad_sets_are_set_in_cents() {
        long campaign = before(whole) / 10 * 11;
        long adSet = before(set) / 10 * 9;
        live().publish(allocation("x", Map.of("11", campaign + 9_999, "221", adSet)));

        assertThat(meta.budgetMicros("11")).contains(campaign);
        assertThat(meta.budgetMicros("221")).contains(adSet);
        assertThat(states(whole)).endsWith(SENT, VERIFIED);
        assertThat(states(set)).endsWith(SENT, VERIFIED);
        assertThat(meta.server().calls())
                .filteredOn(call -> call.call().method().equals("POST"))
                .extracting(call -> call.call().body())
                .anyMatch(body -> new String(body, java.nio.charset.StandardCharsets.US_ASCII)
                        .contains("daily_budget=" + campaign / 10_000));
    }

    @Test
    void yen_and_forints_are_counted_whole_as_meta_does_though_iso_has_cents_of_forints() {
        for (String code : new String[] {"JPY", "HUF"}) {
            in(code);
            long budget = before(whole) * 2;
            clock.advance(Duration.ofHours(1));
            live().publish(allocation("x " + code, Map.of("11", budget + 999_999)));
            assertThat(meta.budgetMicros("11")).contains(budget);
            assertThat(budget % 1_000_000).isZero();
        }
    }

    @Test
    void a_currency_whose_unit_is_not_known_is_refused() {
        in("KWD");
        assertThatThrownBy(() -> live().publish(allocation("x", Map.of("11", 20_000_000L))))
                .hasMessageContaining("KWD")
                .hasMessageContaining("not known");
        assertThat(meta.budgetWrites()).isEmpty();
    }

    @Test
    void the_level_that_has_no_budget_is_refused_with_the_one_that_has() {
        assertThatThrownBy(() -> live().publish(allocation("x", Map.of("22", 20_000_000L, "111", 20_000_000L))))
                .hasMessageContaining("its ad sets have budgets of their own (ABO)")
                .hasMessageContaining("its campaign has the budget (CBO");
        assertThat(states(split)).containsExactly(REFUSED);
        assertThat(states(inWhole)).containsExactly(REFUSED);
        assertThat(meta.budgetWrites()).isEmpty();
    }

    @Test
    void a_dry_run_writes_nothing_even_if_it_asks() {
        long budget = before(whole) / 10 * 11;
        started(source.budgets().arms(arms).validated().build()).publish(allocation("x", Map.of("11", budget)));

        assertThat(states(whole)).endsWith(DRY_RUN);
        assertThat(meta.calls(MetaEndpoint.BUDGET)).isEqualTo(1);
        assertThat(meta.budgetWrites()).isEmpty();
    }

    @Test
    void a_limit_of_changes_is_told_as_such_and_the_others_are_set() {
        long campaign = before(whole) / 10 * 11;
        long adSet = before(set) / 10 * 11;
        meta.failNext(MetaEndpoint.BUDGET, 1, 400, 613, 1487632);
        assertThatThrownBy(() -> live().publish(allocation("x", Map.of("11", campaign, "221", adSet))))
                .isInstanceOfSatisfying(SourceException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(Kind.THROTTLED));

        assertThat(states(whole)).contains(SENT);
        assertThat(states(set)).contains(SENT);
        assertThat(meta.budgetWrites()).as("one was refused").hasSizeLessThanOrEqualTo(1);
        assertThat(history.latest(10)).anyMatch(change -> change.state() == FAILED);
    }

    @Test
    void what_is_archived_or_of_another_account_is_refused() {
        EntityRef gone = add(Level.CAMPAIGN, "33", null, Entity.Status.REMOVED);
        assertThatThrownBy(() -> live().publish(allocation("x", Map.of("33", 20_000_000L))))
                .hasMessageContaining("removed");
        assertThat(states(gone)).containsExactly(REFUSED);
    }
}
