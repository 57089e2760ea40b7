package io.banditpipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.money.ExchangeRates;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.market.SyntheticMarket;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineBuilderTest {
    private final SyntheticMarket market = SyntheticMarket.ofSeed(1);
    private final ManualClock clock = ManualClock.at("2026-01-01T00:00:00Z");

    @Test
    void every_mistake_is_reported_at_once_with_what_to_do() {
        Campaign campaign = market.campaign();
        Campaign empty = Campaign.of("empty", campaign.zone(), campaign.currency());
        Arm arm = market.arms().get(0);
        PipelineBuilder builder = Pipeline.builder()
                .collectFrom(market.source("meta", clock))
                .collectFrom(market.source("meta", clock))
                .plan(campaign, List.of(arm, arm))
                .plan(empty, List.of())
                .explain("typo", market.outcomes(clock))
                .historyDays(0)
                .trainingDays(-1);

        List<String> problems = catchThrowableOfType(ConfigurationException.class, builder::build)
                .problems();

        assertThat(problems)
                .hasSize(7)
                .anySatisfy(text -> assertThat(text).startsWith("storeIn is missing"))
                .contains("collectFrom: two sources have the id 'meta'; ids must differ")
                .contains("plan: arm '" + arm.id() + "' is named twice")
                .contains("plan: campaign 'empty' has no arms: name some, or find them with discoverArms")
                .anySatisfy(text -> assertThat(text).startsWith("explain: there is no campaign 'typo'"))
                .contains("historyDays must be at least 1, but is 0")
                .contains("trainingDays must be at least 1, but is -1");
    }

    @Test
    void an_empty_builder_names_all_that_is_needed() {
        assertThatThrownBy(() -> Pipeline.builder().build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("storeIn is missing", "collectFrom is missing", "plan is missing");
    }

    @Test
    void a_single_value_cannot_be_set_twice() {
        PipelineBuilder builder = Pipeline.builder().convertWith(ExchangeRates.none());
        assertThatThrownBy(() -> builder.convertWith(ExchangeRates.none()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("convertWith was already set");
        assertThatThrownBy(() -> Pipeline.builder().constantCurrency().constantCurrency())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("constantCurrency was already set");
    }

    @Test
    void building_calls_nobody_and_starts_no_thread_R13() {
        int threads = Thread.activeCount();
        try (InMemoryStorage storage = new InMemoryStorage();
                Pipeline pipeline = Pipeline.builder()
                        .storeIn(storage)
                        .collectFrom(market.source("meta", clock))
                        .plan(market.campaign(), market.arms())
                        .build()) {
            assertThat(storage.catalog().campaigns()).isEmpty();
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
            assertThat(pipeline.health().problems()).isNotEmpty();
        }
    }
}
