package io.banditpipeline.examples.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.Pipeline;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.BudgetChange;
import io.banditpipeline.call.ApiCall;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.ArmRule;
import io.banditpipeline.connectors.meta.MetaAds;
import io.banditpipeline.jooq.JooqStorage;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.platform.PlatformData;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way on simulated platforms: entities become arms, rows are stored, budgets are decided and said. */
class PlatformPipelineTest {
    private static final int HISTORY = 70;

    private final ManualClock clock = ManualClock.at("2026-06-15T16:00:00Z");

    @Test
    void entities_become_arms_and_what_is_decided_is_said_but_not_set(@TempDir Path directory) {
        try (Platforms platforms = new Platforms(clock, 2, 4, Platforms.Trouble.none());
                JooqStorage storage =
                        JooqStorage.sqlite(directory.resolve("ads.db")).open()) {
            List<MetricsSource> sources = platforms.sources(clock);
            MetaAds meta = (MetaAds) sources.get(1);
            var builder = Pipeline.builder()
                    .storeIn(storage)
                    .plan(Platforms.CAMPAIGN.withDailyBudget(2_000_000_000L))
                    .discoverArms(ArmRule.onePerEntity(Platforms.CAMPAIGN.id(), "ads"))
                    .convertWith(Platforms.RATES)
                    .publishTo(meta.budgets()
                            .arms(() -> storage.catalog().arms(Platforms.CAMPAIGN.id()))
                            .rates(Platforms.RATES)
                            .build())
                    .clock(clock)
                    .historyDays(HISTORY);
            sources.forEach(builder::collectFrom);
            RunReport report;
            try (Pipeline pipeline = builder.build()) {
                report = pipeline.runDaily();
            }
            assertThat(storage.catalog().arms(Platforms.CAMPAIGN.id())).hasSize(24);
            requireTruth(platforms, storage);
            requireCalls(storage.apiCalls().latest("", false, 1_000));
            assertThat(report.allocations())
                    .singleElement()
                    .extracting(Allocation::state)
                    .as(report::toString)
                    .isEqualTo(Allocation.State.DECIDED);
            assertThat(storage.budgetChanges().latest(100)).isNotEmpty().allSatisfy(change -> assertThat(change.state())
                    .isIn(BudgetChange.State.DRY_RUN, BudgetChange.State.REFUSED, BudgetChange.State.SKIPPED));
            assertThat(platforms.meta.budgetWrites()).isEmpty();
        }
    }

    private void requireTruth(Platforms platforms, JooqStorage storage) {
        for (PlatformData data : platforms.data()) {
            for (Account account : data.accounts()) {
                LocalDate last =
                        clock.instant().atZone(account.zone()).toLocalDate().minusDays(1);
                DateRange days = new DateRange(last.minusDays(HISTORY - 1L), last);
                assertThat(Platforms.stored(storage, storage.catalog().arms(Platforms.CAMPAIGN.id()), account, days))
                        .as(account.key())
                        .isNotEmpty()
                        .isEqualTo(Platforms.truth(data, account, days, clock.instant()));
            }
        }
    }

    private static void requireCalls(List<ApiCall> calls) {
        assertThat(calls).extracting(ApiCall::platform).contains("google_ads", "meta", "trade_desk");
        assertThat(calls).allSatisfy(call -> {
            assertThat(call.endpoint()).doesNotContain("?");
            assertThat(call.succeeded()).as(call.toString()).isTrue();
        });
    }
}
