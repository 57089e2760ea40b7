package io.banditpipeline.core.internal.quality.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.outcome.Outcome;
import io.banditpipeline.outcome.OutcomeSink;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.CampaignHistory;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.testkit.market.SyntheticMarket;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The synthetic market's clean days, collected every morning as a pipeline does, before all rules and the watch. */
@Tag("slow")
class MarketWalkTest {
    private static final int ARMS = 102;
    private static final int DAYS = 120;
    private static final int WINDOW = 60;
    private static final int RESTATED = 28;
    private static final int TRACKING_DIES = 90;

    private final SyntheticMarket market = SyntheticMarket.builder()
            .seed(5)
            .arms(ARMS)
            .dailySpend(170_000)
            .days(DAYS + 2)
            .build();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    /** Every arm's days as they were fetched last. */
    private final Map<String, Map<LocalDate, Metrics>> known = new HashMap<>();

    private String deadPlatform = "";

    @Test
    void clean_days_raise_less_than_one_alarm_per_arm_in_60_days() {
        List<Found.One> alarms = walk(DAYS).alarms();
        Map<String, Long> byRule =
                alarms.stream().collect(Collectors.groupingBy(Found.One::rule, TreeMap::new, Collectors.counting()));
        // Days that the market takes back as invalid traffic are real: that is told, and no false alarm.
        byRule.remove("history.counter_reset");
        double perArm = byRule.values().stream().mapToLong(Long::longValue).sum() * 60.0 / (ARMS * DAYS);
        assertThat(perArm).as("%s", byRule).isLessThan(0.2);
    }

    @Test
    void a_platform_whose_tracking_dies_is_found_on_the_first_day() {
        deadPlatform = "meta";
        List<Found.One> found =
                walk(TRACKING_DIES + 1).alarmsFoundOn(market.days().first().plusDays(TRACKING_DIES));
        assertThat(found)
                .filteredOn(one -> one.rule().endsWith("tracking_break"))
                .extracting(one -> one.subject().id())
                .containsExactlyInAnyOrder("meta/act_1001", "meta/act_1002");
    }

    private Walk walk(int days) {
        Walk walk = new Walk(new LogRatioDetector());
        for (int day = 0; day < days; day++) {
            LocalDate last = market.days().first().plusDays(day);
            // Half past five in the afternoon of the next day in Greenwich: the day is over everywhere.
            now.set(last.plusDays(1).atTime(17, 30).toInstant(ZoneOffset.UTC));
            List<AccountHistory> accounts = new ArrayList<>();
            for (String platform : market.platforms()) {
                MetricsSource source = market.source(platform, now::get);
                source.accounts().forEach(account -> accounts.add(collect(source, account, last)));
            }
            walk.day(new CampaignHistory(market.campaign(), now.get(), accounts, outcomes(last)));
        }
        return walk;
    }

    private AccountHistory collect(MetricsSource source, Account account, LocalDate last) {
        List<Arm> arms = market.arms().stream()
                .filter(arm -> arm.account().equals(account))
                .toList();
        Map<String, Map<LocalDate, Metrics>> before = new HashMap<>();
        arms.forEach(arm -> before.put(arm.id(), new HashMap<>(known.getOrDefault(arm.id(), Map.of()))));
        fetch(source, account, last, arms);
        LocalDate oldest = last.minusDays(WINDOW - 1);
        LocalDate first = oldest.isBefore(market.days().first()) ? market.days().first() : oldest;
        List<ArmHistory> histories = arms.stream()
                .map(arm -> new ArmHistory(
                        arm,
                        first,
                        days(known.getOrDefault(arm.id(), Map.of()), first, last),
                        days(before.getOrDefault(arm.id(), Map.of()), first, last)))
                .toList();
        Instant end = last.plusDays(1).atStartOfDay(account.zone()).toInstant();
        return new AccountHistory(account, now.get(), last, end, RESTATED, histories);
    }

    private void fetch(MetricsSource source, Account account, LocalDate last, List<Arm> arms) {
        LocalDate from = last.minusDays(RESTATED - 1);
        Map<String, String> armByEntity = new HashMap<>();
        arms.forEach(arm -> armByEntity.put(arm.entities().get(0).id(), arm.id()));
        arms.forEach(arm -> known.computeIfAbsent(arm.id(), unused -> new HashMap<>())
                .keySet()
                .removeIf(day -> !day.isBefore(from)));
        source.fetch(
                new Slice(source.id(), account, Level.CAMPAIGN, Granularity.DAY, new DateRange(from, last)),
                new ObservationSink() {
                    @Override
                    public void accept(Observation row) {
                        LocalDate day = row.interval().day();
                        boolean dead = source.id().equals(deadPlatform)
                                && !day.isBefore(market.days().first().plusDays(TRACKING_DIES));
                        known.getOrDefault(armByEntity.getOrDefault(row.entity().id(), ""), new HashMap<>())
                                .put(day, dead ? row.metrics().with(Metric.CONVERSIONS, 0) : row.metrics());
                    }

                    @Override
                    public void reject(RejectedRow row) {
                        throw new AssertionError(row);
                    }
                });
    }

    private static List<Metrics> days(Map<LocalDate, Metrics> known, LocalDate first, LocalDate last) {
        return Days.between(first, last.plusDays(1)).stream()
                .map(day -> known.getOrDefault(day, Metrics.NONE))
                .toList();
    }

    private List<Outcome> outcomes(LocalDate last) {
        List<Outcome> outcomes = new ArrayList<>();
        LocalDate oldest = last.minusDays(WINDOW - 1);
        LocalDate first = oldest.isBefore(market.days().first()) ? market.days().first() : oldest;
        market.outcomes(now::get).fetch(market.campaign(), new DateRange(first, last), new OutcomeSink() {
            @Override
            public void accept(Outcome outcome) {
                outcomes.add(outcome);
            }

            @Override
            public void reject(RejectedRow row) {
                throw new AssertionError(row);
            }
        });
        outcomes.sort(Comparator.comparing(Outcome::day));
        return outcomes;
    }
}
