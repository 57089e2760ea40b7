package io.banditpipeline.core.internal.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.QualityPolicy;
import io.banditpipeline.quality.RowContext;
import io.banditpipeline.quality.RowValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Verdict;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.market.SyntheticMarket;
import io.banditpipeline.testkit.source.RecordingSink;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The standard rules on a market that is clean, and on one whose last day is broken. */
class RulesOnTheMarketTest {
    private static final int HISTORY_DAYS = 40;
    private static final int DAYS = 60;

    private final SyntheticMarket market = SyntheticMarket.builder()
            .seed(5)
            .arms(24)
            .days(HISTORY_DAYS + DAYS + 1)
            .build();
    private final ManualClock clock = ManualClock.at("2025-01-02T06:00:00Z");
    private final RuleBook book = RuleBook.of(StandardRules.all(), QualityPolicy.ofDefaults());

    @ParameterizedTest
    @EnumSource
    void a_clean_market_raises_less_than_an_alarm_an_arm_in_sixty_days(Granularity granularity) {
        Map<String, Integer> alarms = new TreeMap<>();
        for (String platform : market.platforms()) {
            MetricsSource source = market.source(platform, clock);
            for (Account account : source.accounts()) {
                Map<String, List<Metrics>> stored = new HashMap<>();
                for (int day = 0; day < HISTORY_DAYS + DAYS; day++) {
                    LocalDate date = market.days().first().plusDays(day);
                    List<Observation> rows = fetch(source, account, date, granularity);
                    if (day >= HISTORY_DAYS) {
                        judge(context(account, date, granularity, stored), rows)
                                .forEach(rule -> alarms.merge(rule, 1, Integer::sum));
                    }
                    store(account, rows, stored);
                }
            }
        }
        int all = alarms.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(all).as("alarms: %s", alarms).isLessThan(market.arms().size() / 4);
    }

    @Test
    void broken_days_are_named_on_each_account() {
        Map<String, UnaryOperator<Metrics>> faults = new TreeMap<>(Map.of(
                "batch.unit x1e6", metrics -> money(metrics, 1e6),
                "batch.currency x150", metrics -> money(metrics, 150),
                "batch.currency x7.4", metrics -> money(metrics, 7.4),
                "batch.currency x0.79", metrics -> money(metrics, 0.79),
                "batch.currency x1.08", metrics -> money(metrics, 1.08),
                "batch.doubled", metrics -> metrics.plus(metrics),
                "batch.click_flood",
                        metrics -> new Metrics(
                                metrics.impressions(),
                                3 * metrics.clicks(),
                                metrics.conversionMicros(),
                                metrics.costMicros(),
                                metrics.revenueMicros())));
        List<String> missed = new ArrayList<>();
        int planted = 0;
        for (String platform : market.platforms()) {
            MetricsSource source = market.source(platform, clock);
            for (Account account : source.accounts()) {
                Map<String, List<Metrics>> stored = new HashMap<>();
                for (int day = 0; day < HISTORY_DAYS; day++) {
                    LocalDate date = market.days().first().plusDays(day);
                    store(account, fetch(source, account, date, Granularity.DAY), stored);
                }
                LocalDate date = market.days().first().plusDays(HISTORY_DAYS);
                List<Observation> rows = fetch(source, account, date, Granularity.DAY);
                for (Map.Entry<String, UnaryOperator<Metrics>> fault : faults.entrySet()) {
                    List<Observation> broken = rows.stream()
                            .map(row -> with(row, fault.getValue()))
                            .toList();
                    planted++;
                    if (!judge(context(account, date, Granularity.DAY, stored), broken)
                            .contains(fault.getKey().split(" ")[0])) {
                        missed.add(fault.getKey() + " of " + account.key());
                    }
                }
            }
        }
        assertThat(missed).hasSizeLessThanOrEqualTo(planted / 20);
    }

    private List<Observation> fetch(MetricsSource source, Account account, LocalDate day, Granularity granularity) {
        clock.set(day.plusDays(1).atTime(6, 0).atZone(account.zone()).toInstant());
        return RecordingSink.fetch(source, slice(account, day, granularity)).rows();
    }

    private static Slice slice(Account account, LocalDate day, Granularity granularity) {
        return new Slice("market", account, Level.CAMPAIGN, granularity, DateRange.of(day));
    }

    /** Keeps the day of each arm, {@link Metrics#NONE} if it has no row. */
    private void store(Account account, List<Observation> rows, Map<String, List<Metrics>> stored) {
        for (Arm arm : market.arms()) {
            if (arm.account().equals(account)) {
                Metrics sum = rows.stream()
                        .filter(row -> arm.entities().contains(row.entity()))
                        .map(Observation::metrics)
                        .reduce(Metrics.NONE, Metrics::plus);
                stored.computeIfAbsent(arm.id(), unused -> new ArrayList<>()).add(sum);
            }
        }
    }

    private BatchContext context(
            Account account, LocalDate day, Granularity granularity, Map<String, List<Metrics>> stored) {
        Map<String, ArmHistory> histories = new HashMap<>();
        Map<String, String> armByEntity = new HashMap<>();
        for (Arm arm : market.arms()) {
            if (arm.account().equals(account)) {
                histories.put(
                        arm.id(),
                        new ArmHistory(
                                arm, market.days().first(), stored.getOrDefault(arm.id(), List.of()), List.of()));
                arm.entities().forEach(entity -> armByEntity.put(entity.id(), arm.id()));
            }
        }
        return new BatchContext(slice(account, day, granularity), clock.instant(), histories, armByEntity);
    }

    /** The rules that are broken, once for each row or subject; what is only noted does not count. */
    private List<String> judge(BatchContext context, List<Observation> rows) {
        Account account = context.slice().account();
        AccountRules rules = book.rules(account, context.now());
        RowContext rowContext = new RowContext(context.slice(), context.now());
        List<String> broken = new ArrayList<>();
        for (EffectiveRule<RowValidator> rule : rules.row()) {
            rows.forEach(row -> count(rule, rule.validator().validate(row, rowContext), broken));
        }
        for (EffectiveRule<BatchValidator> rule : rules.batch()) {
            BatchValidator.Check check = rule.validator().begin(context);
            rows.forEach(row -> count(rule, check.row(row), broken));
            List<Finding> found = new ArrayList<>();
            Findings findings = rule.findings(found::add);
            check.end(findings);
            found.stream()
                    .filter(finding -> finding.severity() != Severity.INFO)
                    .forEach(finding -> broken.add(finding.rule()));
        }
        return broken;
    }

    private static void count(EffectiveRule<?> rule, Verdict verdict, List<String> broken) {
        if (verdict instanceof Verdict.Violation violation && rule.severity(violation) != Severity.INFO) {
            broken.add(rule.id());
        }
    }

    private static Metrics money(Metrics metrics, double factor) {
        return new Metrics(
                metrics.impressions(),
                metrics.clicks(),
                metrics.conversionMicros(),
                Math.round(metrics.costMicros() * factor),
                Math.round(metrics.revenueMicros() * factor));
    }

    private static Observation with(Observation row, UnaryOperator<Metrics> change) {
        Instant observedAt = row.observedAt();
        return new Observation(
                row.entity(),
                row.interval(),
                observedAt,
                row.origin(),
                change.apply(row.metrics()),
                row.currency(),
                row.attribution());
    }
}
