package io.banditpipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.core.anomaly.SeasonalDetector;
import io.banditpipeline.core.internal.collect.AccountCollection;
import io.banditpipeline.core.internal.collect.AccountProgress;
import io.banditpipeline.core.internal.collect.Collector;
import io.banditpipeline.core.internal.collect.Reach;
import io.banditpipeline.core.internal.quality.QualityCheck;
import io.banditpipeline.core.internal.quality.RecentDays;
import io.banditpipeline.core.internal.quality.RuleBook;
import io.banditpipeline.core.internal.quality.StandardRules;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.quality.QualityGates;
import io.banditpipeline.quality.QualityPolicy;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.fault.Fault;
import io.banditpipeline.testkit.fault.FaultSite;
import io.banditpipeline.testkit.fault.FaultySource;
import io.banditpipeline.testkit.market.SyntheticMarket;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A market that is collected once a day, and once more with an hourly collection on every hour in between. */
class HourlyRunsTest {
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);
    private static final int DAYS_BEFORE = 40;

    private final SyntheticMarket market = SyntheticMarket.builder()
            .seed(11)
            .arms(12)
            .firstDay(FIRST_DAY)
            .days(100)
            .rateNoise(0.08)
            .weekdaySwing(0.2)
            .build();
    private final ManualClock clock =
            new ManualClock(FIRST_DAY.plusDays(DAYS_BEFORE).atTime(9, 0).toInstant(ZoneOffset.UTC));
    private final InMemoryStorage daily = new InMemoryStorage();
    private final InMemoryStorage hourly = new InMemoryStorage();
    private final Map<String, FaultySource> sources = new TreeMap<>();

    HourlyRunsTest() {
        market.platforms()
                .forEach(platform -> sources.put(platform, new FaultySource(market.source(platform, clock), clock, 5)));
    }

    @AfterEach
    void close() {
        daily.close();
        hourly.close();
    }

    @Test
    void hourly_collections_in_between_change_no_plan_no_finding_and_no_fact_of_a_daily_run_R1_R2_R5() {
        for (int day = 0; day < 4; day++) {
            assertSame();
            aDayOfHours();
        }
        Account dead = account(0);
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        plant(Fault.deadTracking(), FaultSite.from(today).of(dead));
        plant(Fault.frozenFeed(), FaultSite.from(today).of(account(1)));
        plant(
                Fault.lateRestatement(2),
                FaultSite.on(today.minusDays(12)).of(account(2)).seenFrom(clock.instant()));
        assertSame();
        aDayOfHours();
        assertThat(rules(hourly)).contains("history.late_restatement");
        assertSame();
        aDayOfHours();
        assertSame();
        assertThat(rules(hourly)).contains("history.tracking_break", "history.frozen_feed", "history.late_restatement");
    }

    @Test
    void an_account_that_hourly_collections_saw_first_is_whole_after_the_daily_run_R7() {
        for (int hour = 0; hour < 5; hour++) {
            collectRecent();
            clock.advance(Duration.ofHours(1));
        }
        run(daily);
        run(hourly);
        assertThat(facts(hourly)).isEqualTo(facts(daily));
        assertThat(hourly.metrics().watermarks()).isEqualTo(daily.metrics().watermarks());
        clock.advance(Duration.ofDays(1));
        assertSame();
    }

    @Test
    void the_open_day_is_seen_within_the_hour_and_belongs_to_no_plan_yet() {
        collectRecent();
        Account account = account(0);
        LocalDate open = clock.instant().atZone(account.zone()).toLocalDate();
        long before = costMicros(hourly, open);
        clock.advance(Duration.ofHours(3));
        run(hourly);
        collectRecent();
        assertThat(before).isPositive();
        assertThat(costMicros(hourly, open)).isGreaterThan(before);
        try (Pipeline pipeline = pipeline(hourly)) {
            Optional<Allocation> seen = pipeline.plan(market.campaign().id(), clock.instant());
            run(daily);
            try (Pipeline other = pipeline(daily)) {
                assertThat(seen.map(Allocation::arms))
                        .isNotEmpty()
                        .isEqualTo(other.plan(market.campaign().id(), clock.instant())
                                .map(Allocation::arms));
            }
        }
    }

    /** Both storages after a daily run now. */
    private void assertSame() {
        Allocation expected = run(daily).allocations().get(0);
        Allocation plan = run(hourly).allocations().get(0);
        assertThat(facts(hourly)).isEqualTo(facts(daily));
        assertThat(findings(hourly)).containsExactlyElementsOf(findings(daily));
        assertThat(plan).isEqualTo(expected);
        assertThat(hourly.metrics().watermarks()).isEqualTo(daily.metrics().watermarks());
        assertThat(hourly.decisions().lastGood(market.campaign().id(), clock.instant()))
                .isEqualTo(daily.decisions().lastGood(market.campaign().id(), clock.instant()));
    }

    private void aDayOfHours() {
        for (int hour = 0; hour < 24; hour++) {
            clock.advance(Duration.ofMinutes(30));
            collectRecent();
            clock.advance(Duration.ofMinutes(30));
        }
    }

    private void collectRecent() {
        hourly.catalog().save(List.of(market.campaign()), market.arms());
        RuleBook rules = RuleBook.of(StandardRules.all(), QualityPolicy.ofDefaults());
        QualityCheck check = new QualityCheck(
                hourly,
                List.of(market.campaign()),
                market::arms,
                rules,
                SeasonalDetector.ofDefaults(),
                QualityGates.ofDefaults());
        RecentDays before = check.daysBefore(clock.instant());
        Collector collector = new Collector(hourly, rules, 60, clock);
        for (MetricsSource source : sources.values()) {
            for (Account account : source.accounts()) {
                AccountCollection collection = collector.of(source, account, clock.instant(), new Reach.Recent());
                collection.run(Cancellation.never(), AccountProgress.silent(), slice -> before.of(slice.account()));
                assertThat(collection.report(Optional.empty()).failure()).isEmpty();
            }
        }
    }

    private RunReport run(InMemoryStorage storage) {
        try (Pipeline pipeline = pipeline(storage)) {
            return pipeline.runDaily();
        }
    }

    private Pipeline pipeline(InMemoryStorage storage) {
        PipelineBuilder builder = Pipeline.builder()
                .storeIn(storage)
                .clock(clock)
                .alertTo(alert -> {})
                .historyDays(60)
                .convertWith(market.exchangeRates())
                .plan(market.campaign(), market.arms());
        sources.values().forEach(builder::collectFrom);
        return builder.build();
    }

    private void plant(Fault fault, FaultSite site) {
        sources.get(site.account().platform()).plant(fault, site);
    }

    private Account account(int number) {
        return market.arms().stream().map(Arm::account).distinct().toList().get(number);
    }

    private static List<String> rules(InMemoryStorage storage) {
        List<String> rules = new ArrayList<>();
        storage.quality()
                .findings(Instant.EPOCH, known -> rules.add(known.finding().rule()));
        return rules;
    }

    private static List<String> findings(InMemoryStorage storage) {
        List<String> findings = new ArrayList<>();
        storage.quality().findings(Instant.EPOCH, known -> findings.add(known.toString()));
        return findings.stream().sorted().toList();
    }

    /** Of the days that were over everywhere. */
    private Map<String, String> facts(InMemoryStorage storage) {
        LocalDate over = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
        Map<String, String> facts = new TreeMap<>();
        storage.metrics()
                .dailyFacts(new FactQuery(
                        market.campaign().id(), new DateRange(FIRST_DAY.minusDays(100), over), Instant.MAX))
                .forEach(fact -> facts.put(
                        fact.armId() + " " + fact.day(), fact.metrics().toString()));
        assertThat(facts).isNotEmpty();
        return facts;
    }

    private long costMicros(InMemoryStorage storage, LocalDate day) {
        List<DailyFact> facts = new ArrayList<>();
        storage.metrics()
                .dailyFacts(new FactQuery(market.campaign().id(), DateRange.of(day), Instant.MAX))
                .forEach(facts::add);
        return facts.stream().mapToLong(fact -> fact.metrics().costMicros()).sum();
    }
}
