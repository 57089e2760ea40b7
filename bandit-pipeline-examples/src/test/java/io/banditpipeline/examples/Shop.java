package io.banditpipeline.examples;

import io.banditpipeline.Pipeline;
import io.banditpipeline.PipelineBuilder;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.Storage;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.market.SyntheticMarket;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A shop that advertises on three platforms, whose pipeline gets into trouble. */
final class Shop {
    /** The platform that trouble comes from. */
    static final String TROUBLED = "meta";

    /** The step that brings the troubled account up to date. */
    static final String STEP = "collect meta";

    /** What the keys of decided plans begin with. */
    static final String DECIDED = "decided ";

    private static final int HISTORY_DAYS = 40;
    private static final RetryPolicy TWICE = new RetryPolicy(2, Duration.ofSeconds(1), 1, Duration.ofSeconds(1), 0);

    final SyntheticMarket market = SyntheticMarket.builder()
            .seed(7)
            .arms(6)
            .firstDay(LocalDate.of(2025, 11, 1))
            .days(120)
            .build();
    final ManualClock clock = ManualClock.at("2026-01-10T09:00:00Z");

    /** A pipeline on a storage, whose troubled source is changed; waits take no time. */
    PipelineBuilder builder(Storage storage, UnaryOperator<MetricsSource> change) {
        return builder(storage, change, duration -> {});
    }

    /** The same with a way to wait. */
    PipelineBuilder builder(Storage storage, UnaryOperator<MetricsSource> change, Waiter waiter) {
        PipelineBuilder builder = Pipeline.builder()
                .storeIn(storage)
                .plan(market.campaign(), market.arms())
                .convertWith(market.exchangeRates())
                .clock(clock)
                .waitWith(waiter)
                .retrying(TWICE)
                .historyDays(HISTORY_DAYS);
        market.platforms()
                .forEach(platform -> builder.collectFrom(
                        platform.equals(TROUBLED)
                                ? change.apply(market.source(platform, clock))
                                : market.source(platform, clock)));
        return builder;
    }

    /** A run without trouble. */
    RunReport undisturbed(Storage storage) {
        try (Pipeline pipeline = builder(storage, source -> source).build()) {
            return pipeline.runDaily();
        }
    }

    /** What an undisturbed run leaves. */
    SortedMap<String, String> undisturbed() {
        try (InMemoryStorage storage = new InMemoryStorage()) {
            undisturbed(storage);
            return known(storage);
        }
    }

    /** All that decisions rest on, and the decision: revisions, watermarks, held rows, allocations. */
    SortedMap<String, String> known(Storage storage) {
        SortedMap<String, String> known = new TreeMap<>();
        DateRange all = new DateRange(LocalDate.of(1900, 1, 1), LocalDate.of(2200, 1, 1));
        for (Arm arm : market.arms()) {
            StringBuilder rows = new StringBuilder();
            storage.metrics().revisions(arm.id(), all, row -> rows.append(row).append('\n'));
            known.put("arm " + arm.id(), rows.toString());
        }
        storage.metrics()
                .watermarks()
                .forEach(mark -> known.put("watermark " + mark.source() + " " + mark.accountKey(), mark.toString()));
        storage.quarantine()
                .held(EnumSet.allOf(HeldRow.State.class), row -> known.put("held " + row.id(), row.toString()));
        for (Allocation plan : storage.decisions().latest(market.campaign().id(), 10)) {
            known.put(
                    (plan.state() == Allocation.State.DECIDED ? DECIDED : "not decided ") + plan.id(), plan.toString());
        }
        return known;
    }

    /** The days that a run at a moment collects of an account, wherever that is, and no later ones. */
    DateRange history(Instant now) {
        LocalDate last = now.atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
        return new DateRange(last.minusDays(HISTORY_DAYS - 1L), last);
    }

    /** The accounts of the troubled platform that have arms, and so rows. */
    Set<String> troubledAccounts() {
        return market.arms().stream()
                .map(arm -> arm.account())
                .filter(account -> account.platform().equals(TROUBLED))
                .map(account -> account.key())
                .collect(Collectors.toSet());
    }

    /** The step of a report, or part of one, by its name. */
    static StepReport step(RunReport report, String name) {
        return report.steps().stream()
                .flatMap(step -> step.withAllParts().stream())
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What a report tells of a step and its parts. */
    static List<String> messages(RunReport report, String name) {
        return step(report, name).withAllParts().stream()
                .flatMap(step -> step.messages().stream())
                .toList();
    }
}
