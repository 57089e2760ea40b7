package io.banditpipeline.examples.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.Pipeline;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.Binding;
import io.banditpipeline.bandit.BudgetChange;
import io.banditpipeline.bandit.BudgetChange.State;
import io.banditpipeline.bandit.BudgetHistory;
import io.banditpipeline.bandit.BudgetSink;
import io.banditpipeline.call.ApiCallLog;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.budget.BudgetSinkBuilder;
import io.banditpipeline.connectors.google.GoogleAds;
import io.banditpipeline.connectors.meta.MetaAds;
import io.banditpipeline.connectors.tradedesk.TradeDesk;
import io.banditpipeline.jooq.JooqStorage;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.platform.GeneratedData;
import io.banditpipeline.testkit.platform.PlatformData;
import io.banditpipeline.testkit.secret.SecretScan;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole pipelines that really set budgets, on simulators of the three platforms; one of Google's is shared. */
class PlatformBudgetTest {
    private static final BigDecimal ANY_CHANGE = BigDecimal.valueOf(1_000_000);
    private static final String DAILY = "DailyTargetInAdvertiserCurrency";

    @TempDir
    private Path directory;

    private final ManualClock clock = ManualClock.at("2026-06-15T16:00:00Z");
    private final List<PlatformData> data =
            List.of(data("google_ads", "USD", "JPY"), data("meta", "USD", "JPY"), data("trade_desk", "USD", "EUR"));
    private final List<Arm> arms = Platforms.arms(data, clock.instant());
    private final EntityRef shared = arms.get(0).entities().get(0);
    private final Platforms platforms = new Platforms(clock, data, trouble());
    private final List<MetricsSource> sources = platforms.sources(clock);

    private static PlatformData data(String platform, String... currencies) {
        return GeneratedData.builder(platform)
                .accounts(2)
                .campaigns(2)
                .adGroups(1)
                .ads(1)
                .zones(ZoneOffset.UTC)
                .currencies(Stream.of(currencies).map(Currency::getInstance).toArray(Currency[]::new))
                .build();
    }

    private Platforms.Trouble trouble() {
        Account first = data.get(0).accounts().get(0);
        return new Platforms.Trouble(
                google -> google.budget(first.id(), "777", 10_000_000L, true, shared.id()),
                meta -> {
                    for (Account account : data.get(1).accounts()) {
                        for (Entity entity : data.get(1).entities(account, clock.instant())) {
                            if (entity.ref().level() == Level.CAMPAIGN) {
                                meta.budgetAt(entity.ref().id(), Level.CAMPAIGN);
                            }
                        }
                    }
                    return meta;
                },
                desk -> desk);
    }

    @AfterEach
    void no_secret_is_in_the_database() throws IOException {
        platforms.close();
        assertThat(SecretScan.of(List.of(SecretScan.MARK)).inFilesOf(directory)).isEmpty();
    }

    private JooqStorage open() {
        return JooqStorage.sqlite(directory.resolve("budgets.db")).open();
    }

    private List<BudgetSink> sinks() {
        return Stream.of(
                        ((GoogleAds) sources.get(0)).budgets(),
                        ((MetaAds) sources.get(1)).budgets(),
                        ((TradeDesk) sources.get(2)).budgets())
                .map(this::live)
                .toList();
    }

    private BudgetSink live(BudgetSinkBuilder builder) {
        return builder.arms(arms)
                .rates(Platforms.RATES)
                .maxChangeFactor(ANY_CHANGE)
                .live()
                .build();
    }

    private RunReport run(JooqStorage storage, List<BudgetSink> sinks) {
        var builder = Pipeline.builder()
                .storeIn(storage)
                .plan(Platforms.CAMPAIGN.withDailyBudget(1_000_000_001L), arms)
                .convertWith(Platforms.RATES)
                .clock(clock)
                .waitWith(clock)
                .historyDays(70);
        sources.forEach(builder::collectFrom);
        sinks.forEach(builder::publishTo);
        try (Pipeline pipeline = builder.build()) {
            return pipeline.runDaily();
        }
    }

    private OptionalLong held(Arm arm) {
        String id = arm.entities().get(0).id();
        return switch (arm.account().platform()) {
            case "google_ads" -> of(platforms.google.budgetMicros(arm.account().id(), id));
            case "meta" -> of(platforms.meta.budgetMicros(id));
            default -> of(platforms.tradeDesk.budgetMicros(id, DAILY));
        };
    }

    private static OptionalLong of(Optional<Long> micros) {
        return micros.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private int writes() {
        return platforms.google.budgetWrites().size()
                + platforms.meta.budgetWrites().size()
                + platforms.tradeDesk.budgetWrites().size();
    }

    /** All arms hold exactly what was decided, in whole units of the platform, but for the shared one. */
    private void requireHeld(Allocation allocation) {
        assertThat(allocation.state()).isEqualTo(Allocation.State.DECIDED);
        for (Arm arm : arms) {
            if (!arm.equals(arms.get(0))) {
                long decided = allocation.arms().stream()
                        .filter(share -> share.armId().equals(arm.id()))
                        .mapToLong(ArmAllocation::budgetMicros)
                        .sum();
                assertThat(held(arm)).as(arm.id()).hasValue(inUnits(arm.account(), decided));
            }
        }
    }

    private static long inUnits(Account account, long usdMicros) {
        String currency = account.currency().getCurrencyCode();
        long unit = currency.equals("JPY") ? 1_000_000 : 10_000;
        BigDecimal rate = Platforms.RATES
                .rate(Platforms.CAMPAIGN.currency(), account.currency(), LocalDate.of(2026, 6, 15))
                .orElseThrow()
                .rate();
        long units = rate.multiply(BigDecimal.valueOf(usdMicros))
                .divideToIntegralValue(BigDecimal.valueOf(unit))
                .longValueExact();
        return Math.max(1, units) * unit;
    }

    private List<BudgetChange> changes(JooqStorage storage, Arm arm) {
        return storage.budgetChanges().since(arm.account().key(), arm.entities().get(0), Instant.EPOCH);
    }

    @Test
    void what_is_decided_is_held_by_the_platforms_once_and_a_shared_budget_is_refused_by_name_R1_R9() {
        try (JooqStorage storage = open()) {
            RunReport first = run(storage, sinks());
            requireHeld(first.allocations().get(0));
            for (Arm arm : arms.subList(1, arms.size())) {
                assertThat(changes(storage, arm))
                        .extracting(BudgetChange::state)
                        .endsWith(State.SENT, State.VERIFIED);
            }
            assertThat(changes(storage, arms.get(0)))
                    .extracting(BudgetChange::state)
                    .containsExactly(State.REFUSED);
            assertThat(first.toString() + storage.alerts().latest(100))
                    .contains(shared.id())
                    .contains("shared");
            assertThat(platforms.google.budgetMicros(arms.get(0).account().id(), "777"))
                    .contains(10_000_000L);

            int before = writes();
            assertThat(before).isEqualTo(arms.size() - 1);
            run(storage, sinks());
            clock.advance(Duration.ofMinutes(10));
            run(storage, sinks());
            assertThat(writes()).as("again, and by another instance").isEqualTo(before);
        }
    }

    @Test
    void a_change_that_was_not_recorded_is_settled_by_what_the_platform_holds_R14() {
        try (JooqStorage storage = open()) {
            List<BudgetSink> dying =
                    sinks().stream().<BudgetSink>map(Dying::new).toList();
            run(storage, dying);
            int sent = writes();
            assertThat(sent).as("the platforms took some").isPositive();
            assertThat(storage.budgetChanges().latest(100))
                    .extracting(BudgetChange::state)
                    .contains(State.SENT)
                    .doesNotContain(State.VERIFIED);

            clock.advance(Duration.ofMinutes(5));
            Allocation allocation = run(storage, sinks()).allocations().get(0);
            requireHeld(allocation);
            assertThat(writes()).as("each once").isEqualTo(arms.size() - 1);
            assertThat(storage.budgetChanges().latest(100))
                    .filteredOn(change -> change.text().contains("sent before; the platform holds it"))
                    .hasSize(sent)
                    .allMatch(change -> change.state() == State.VERIFIED);
        }
    }

    @Test
    void a_second_change_within_the_hour_waits_and_one_by_hand_is_told() {
        try (JooqStorage storage = open()) {
            Allocation first = run(storage, sinks()).allocations().get(0);
            BudgetSink meta = sinks().get(1);
            meta.attach(call -> {}, storage.budgetChanges());
            Arm arm = arms.stream()
                    .filter(one -> one.account().platform().equals("meta")
                            && one.account().currency().equals(Platforms.CAMPAIGN.currency()))
                    .findFirst()
                    .orElseThrow();
            int before = writes();
            assertThat(changes(storage, arm)).extracting(BudgetChange::state).endsWith(State.VERIFIED);
            long more = held(arm).orElseThrow() * 2;
            assertThatThrownBy(() -> meta.publish(other(first, "second", arm, more)))
                    .isInstanceOfSatisfying(SourceException.class, failure -> {
                        assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
                        assertThat(failure.retryAfter()).isPresent();
                    });
            assertThat(writes()).isEqualTo(before);

            clock.advance(Duration.ofHours(1));
            BudgetSink hand = sinks().get(1);
            hand.attach(call -> {}, new InMemoryStorage().budgetChanges());
            hand.publish(other(first, "by hand", arm, 33_000_000L));
            meta.publish(first);
            assertThat(held(arm))
                    .as("the same allocation leaves it alone")
                    .hasValue(inUnits(arm.account(), 33_000_000L));

            meta.publish(other(first, "third", arm, more));
            assertThat(held(arm)).hasValue(inUnits(arm.account(), more));
            assertThat(changes(storage, arm))
                    .last()
                    .extracting(BudgetChange::beforeMicros)
                    .isEqualTo(OptionalLong.of(inUnits(arm.account(), 33_000_000L)));
        }
    }

    private static Allocation other(Allocation like, String id, Arm arm, long micros) {
        return new Allocation(
                id,
                like.campaignId(),
                like.day(),
                like.currency(),
                micros,
                0,
                List.of(new ArmAllocation(arm.id(), micros, 0, 0, 0, 0, 0, 0, Binding.NONE, "other")),
                Allocation.State.DECIDED,
                "other",
                like.record());
    }

    /** A sink of a process that dies after a platform took a budget, before that is written down. */
    private record Dying(BudgetSink sink) implements BudgetSink {
        @Override
        public void attach(ApiCallLog log, BudgetHistory history) {
            sink.attach(log, new BudgetHistory() {
                @Override
                public void add(BudgetChange change) {
                    if (change.state() == State.VERIFIED) {
                        throw new IllegalStateException("dies before it is written down");
                    }
                    history.add(change);
                }

                @Override
                public List<BudgetChange> since(String accountKey, EntityRef entity, Instant from) {
                    return new ArrayList<>(history.since(accountKey, entity, from));
                }
            });
        }

        @Override
        public void publish(Allocation allocation) {
            sink.publish(allocation);
        }
    }
}
