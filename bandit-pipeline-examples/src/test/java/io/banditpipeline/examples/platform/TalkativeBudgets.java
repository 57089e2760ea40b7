package io.banditpipeline.examples.platform;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.Binding;
import io.banditpipeline.bandit.BudgetSink;
import io.banditpipeline.bandit.DecisionRecord;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.connectors.budget.BudgetSinkBuilder;
import io.banditpipeline.connectors.google.GoogleAds;
import io.banditpipeline.connectors.meta.MetaAds;
import io.banditpipeline.connectors.tradedesk.TradeDesk;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.store.Storage;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.platform.HttpCall;
import io.banditpipeline.testkit.platform.HttpFault;
import io.banditpipeline.testkit.platform.HttpReply;
import io.banditpipeline.testkit.platform.LoopbackServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Budget sinks of the three platforms that print what they tell while platforms repeat what they were sent. */
final class TalkativeBudgets {
    private static final long EACH_MICROS = 60_000_000L;

    private final Storage storage;
    private final ManualClock clock;
    private final EchoedCredentials echo = new EchoedCredentials(Platforms.TRADE_DESK_LOGIN);
    private int published;

    TalkativeBudgets(Storage storage, ManualClock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /** What is wrong with the platforms. */
    private enum Trouble {
        NONE,
        READS_FAIL,
        WRITES_FAIL,
        WRITES_ARE_NOT_HEEDED
    }

    /** Publishes in a dry run, in one that asks, and live, through all troubles; returns how often. */
    int talk(Platforms platforms, List<MetricsSource> sources) {
        echo.on(false);
        for (Trouble trouble : Trouble.values()) {
            servers(platforms).forEach(server -> server.faults().always(call -> fault(trouble, call)));
            publish(platforms, sources, trouble, false, false);
            publish(platforms, sources, trouble, false, true);
            publish(platforms, sources, trouble, true, false);
        }
        echo.off();
        storage.budgetChanges().latest(10_000).forEach(System.out::println);
        return published;
    }

    private Optional<HttpFault> fault(Trouble trouble, HttpCall call) {
        return switch (trouble) {
            case NONE -> Optional.empty();
            case READS_FAIL -> isWrite(call) ? Optional.empty() : echo.apply(call);
            case WRITES_FAIL -> isWrite(call) ? echo.apply(call) : Optional.empty();
            case WRITES_ARE_NOT_HEEDED ->
                isWrite(call)
                        ? Optional.of(HttpFault.answer(
                                HttpReply.json(200, "{\"success\":true,\"results\":[{\"resourceName\":\"x\"}]}")))
                        : Optional.empty();
        };
    }

    private static boolean isWrite(HttpCall call) {
        return call.method().equals("PUT")
                || call.path().contains(":mutate")
                || call.method().equals("POST") && call.text().contains("daily_budget=");
    }

    private void publish(
            Platforms platforms, List<MetricsSource> sources, Trouble trouble, boolean live, boolean validated) {
        clock.advance(Duration.ofHours(2));
        List<Arm> arms = platforms.arms(clock.instant());
        Allocation allocation = allocation("budgets-" + trouble + "-" + live + "-" + validated, arms);
        for (MetricsSource source : sources) {
            if (validated && source instanceof TradeDesk) {
                continue; // it cannot be asked
            }
            BudgetSinkBuilder builder =
                    builder(source).arms(arms).rates(Platforms.RATES).maxChangeFactor(BigDecimal.valueOf(1_000_000));
            if (live) {
                builder.live();
            }
            if (validated) {
                builder.validated();
            }
            BudgetSink sink = builder.build();
            System.out.println("== " + allocation.id() + " " + source.id() + " " + sink);
            sink.attach(call -> storage.apiCalls().append(List.of(call)), storage.budgetChanges());
            published++;
            try {
                sink.publish(allocation);
            } catch (RuntimeException e) {
                e.printStackTrace(System.out); // with causes and what was suppressed
            }
        }
    }

    private static BudgetSinkBuilder builder(MetricsSource source) {
        if (source instanceof GoogleAds google) {
            return google.budgets();
        }
        return source instanceof MetaAds meta ? meta.budgets() : ((TradeDesk) source).budgets();
    }

    private Allocation allocation(String id, List<Arm> arms) {
        List<ArmAllocation> shares = arms.stream()
                .map(arm -> new ArmAllocation(
                        arm.id(), EACH_MICROS + published * 5_000_000L, 0, 0, 0, 0, 0, 0, Binding.NONE, "planted"))
                .toList();
        return new Allocation(
                id,
                Platforms.CAMPAIGN.id(),
                LocalDate.ofInstant(clock.instant(), Platforms.CAMPAIGN.zone()).plusDays(1),
                Platforms.CAMPAIGN.currency(),
                shares.stream().mapToLong(ArmAllocation::budgetMicros).sum(),
                0,
                shares,
                Allocation.State.DECIDED,
                "to be told",
                new DecisionRecord(clock.instant(), "config", "agent", null, 1, "inputs"));
    }

    private static Stream<LoopbackServer> servers(Platforms platforms) {
        return Stream.of(platforms.google.server(), platforms.meta.server(), platforms.tradeDesk.server());
    }
}
