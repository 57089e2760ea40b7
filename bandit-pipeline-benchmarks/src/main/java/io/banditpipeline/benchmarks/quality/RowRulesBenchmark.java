package io.banditpipeline.benchmarks.quality;

import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.Benchmark;
import io.banditpipeline.benchmarks.harness.Figures;
import io.banditpipeline.benchmarks.harness.Rounds;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.core.internal.quality.EffectiveRule;
import io.banditpipeline.core.internal.quality.RuleBook;
import io.banditpipeline.core.internal.quality.StandardRules;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.QualityPolicy;
import io.banditpipeline.quality.RowContext;
import io.banditpipeline.quality.RowValidator;
import io.banditpipeline.quality.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Asks all standard rules of each row, against the same checks written by hand and against reading the rows. */
public final class RowRulesBenchmark implements Benchmark {
    private static final int ARMS = 200;
    private static final int ROUNDS = 5;
    private static final int ROWS = 2_000_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final Currency USD = Currency.getInstance("USD");
    private static final Account ACCOUNT = new Account("meta", "act_1", ZONE, USD);
    private static final DateRange DAYS = new DateRange(LocalDate.of(2026, 2, 20), LocalDate.of(2026, 3, 19));

    @Override
    public String name() {
        return "row-rules";
    }

    @Override
    public String description() {
        return "all standard rules of rows, by day and by hour, against the same checks written by hand";
    }

    @Override
    public Set<String> options() {
        return Set.of("rows", "rounds");
    }

    @Override
    public void run(Arguments arguments, Figures figures) throws Exception {
        for (Granularity granularity : Granularity.values()) {
            run(granularity, arguments.positive("rows", ROWS), arguments.positive("rounds", ROUNDS), figures);
        }
    }

    private static void run(Granularity granularity, int wanted, int rounds, Figures figures) throws Exception {
        List<Observation> rows = rows(granularity);
        int passes = Math.max(1, wanted / rows.size());
        Slice slice = new Slice("benchmark", ACCOUNT, Level.CAMPAIGN, granularity, DAYS);
        RowContext context =
                new RowContext(slice, DAYS.last().plusDays(9).atStartOfDay(ZONE).toInstant());
        RowJudge rules = new RowJudge("row_rules", rows, passes, withRules(context));
        RowJudge byHand = new RowJudge("by_hand", rows, passes, new ByHand(context)::judge);
        RowJudge loop = new RowJudge("loop", rows, passes, row -> row.metrics().costMicros() < 0 ? 1 : 0);
        RowJudge batch = new RowJudge("batch_rules", rows, passes, withBatchRules(slice, context.now()));
        Rounds measured = Rounds.run(rounds, List.of(rules, byHand, loop, batch));
        String suffix = "_" + granularity.name().toLowerCase(Locale.ROOT);
        double perRow = NANOS_PER_SECOND / ((double) passes * rows.size());
        for (RowJudge contender : List.of(rules, byHand, loop, batch)) {
            figures.add(
                    contender.name() + "_ns" + suffix, perRow * measured.medianSeconds(contender.name()), 1, "ns/row");
        }
        figures.ratio("ratio_rules_over_by_hand" + suffix, measured.timeRatio("row_rules", "by_hand"));
        figures.add("row_rules_bytes" + suffix, rules.bytesPerRow(), 2, "bytes/row");
    }

    private static RowJudge.Way withRules(RowContext context) {
        List<EffectiveRule<RowValidator>> effective = RuleBook.of(StandardRules.all(), QualityPolicy.ofDefaults())
                .rules(ACCOUNT, context.now())
                .row();
        RowValidator[] rules = effective.stream().map(EffectiveRule::validator).toArray(RowValidator[]::new);
        return row -> {
            int bad = 0;
            for (RowValidator rule : rules) {
                if (rule.validate(row, context) instanceof Verdict.Violation) {
                    bad++;
                }
            }
            return bad;
        };
    }

    /** Every row sent to the checks of a slice; they know no history, so that the bad row is not theirs to find. */
    private static RowJudge.Way withBatchRules(Slice slice, Instant now) {
        Map<String, String> armByEntity = new TreeMap<>();
        for (int arm = 0; arm < ARMS; arm++) {
            armByEntity.put("campaign-" + arm, "arm-" + arm);
        }
        BatchContext context = new BatchContext(slice, now, Map.of(), Map.copyOf(armByEntity));
        List<BatchValidator.Check> checks =
                RuleBook.of(StandardRules.all(), QualityPolicy.ofDefaults()).rules(ACCOUNT, now).batch().stream()
                        .map(rule -> rule.validator().begin(context))
                        .toList();
        return row -> {
            int bad = row.metrics().costMicros() < 0 ? 1 : 0;
            for (BatchValidator.Check check : checks) {
                if (check.row(row) instanceof Verdict.Violation) {
                    bad++;
                }
            }
            return bad;
        };
    }

    /** Four weeks of all arms, which begin summer time; the last row has a negative cost. */
    private static List<Observation> rows(Granularity granularity) {
        List<Interval> intervals = intervals(granularity);
        List<Observation> rows = new ArrayList<>();
        for (int arm = 0; arm < ARMS; arm++) {
            EntityRef entity = new EntityRef(Level.CAMPAIGN, "campaign-" + arm);
            for (Interval interval : intervals) {
                long clicks = 5 + (interval.start().getEpochSecond() / 3_600 + arm) % 90;
                Metrics metrics =
                        new Metrics(40 * clicks, clicks, 40_000 * clicks, 500_000 * clicks, 2_000_000 * clicks);
                rows.add(Observation.pulled(entity, interval, interval.end(), metrics, USD));
            }
        }
        Observation last = rows.get(rows.size() - 1);
        Metrics bad = last.metrics().with(Metric.COST, -1);
        rows.set(rows.size() - 1, Observation.pulled(last.entity(), last.interval(), last.observedAt(), bad, USD));
        return List.copyOf(rows);
    }

    private static List<Interval> intervals(Granularity granularity) {
        if (granularity == Granularity.DAY) {
            return DAYS.first()
                    .datesUntil(DAYS.last().plusDays(1))
                    .map(day -> Interval.ofDay(day, ZONE))
                    .toList();
        }
        List<Interval> hours = new ArrayList<>();
        Instant end = DAYS.last().plusDays(1).atStartOfDay(ZONE).toInstant();
        for (Instant hour = DAYS.first().atStartOfDay(ZONE).toInstant();
                hour.isBefore(end);
                hour = hour.plusSeconds(3_600)) {
            hours.add(Interval.ofHour(hour, ZONE));
        }
        return hours;
    }
}
