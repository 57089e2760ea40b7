package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.BudgetLimits;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A feed of an account whose arms have a size, prices and rates of their own, a week, and days that differ: budgets by
 * a quarter, prices by a tenth of their own and a twentieth together, rates by a tenth.
 */
final class Feed {
    static final LocalDate DAY = LocalDate.of(2026, 3, 4);
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    static final Currency EUR = Currency.getInstance("EUR");
    static final Account ACCOUNT = new Account("meta", "act_1", ZONE, EUR);
    private static final double WEEKEND = 0.8;

    private final int arms;
    private final long seed;
    private final int historyDays;
    private final BudgetLimits limits;

    /** What a rule said. */
    record Found(Severity severity, Subject subject, String field, String value, String text) {}

    /** What a rule said of rows, and of the slice. */
    record Result(List<Verdict.Violation> rows, List<Found> slice) {}

    private Feed(int arms, long seed, int historyDays, BudgetLimits limits) {
        this.arms = arms;
        this.seed = seed;
        this.historyDays = historyDays;
        this.limits = limits;
    }

    static Feed of(int arms) {
        return new Feed(arms, 1, 40, BudgetLimits.none());
    }

    Feed withSeed(long other) {
        return new Feed(arms, other, historyDays, limits);
    }

    Feed withHistory(int days) {
        return new Feed(arms, seed, days, limits);
    }

    Feed withCap(long capMicros) {
        return new Feed(arms, seed, historyDays, new BudgetLimits(0, capMicros));
    }

    int arms() {
        return arms;
    }

    static String arm(int index) {
        return "arm" + index;
    }

    static String entity(int index) {
        return "entity" + index;
    }

    /** What an arm really did on a day. */
    Metrics metrics(int arm, LocalDate day) {
        Random own = new Random(seed * 7_919 + arm * 104_729L);
        own.nextDouble();
        double size = 20_000 * Math.exp(own.nextGaussian());
        double price = 0.004 * Math.exp(0.5 * own.nextGaussian());
        double clickRate = 0.015 * Math.exp(0.4 * own.nextGaussian());
        double common = 0.05 * new Random(seed * 31 + day.toEpochDay() * 1_000_003).nextGaussian();
        Random today = new Random(seed * 131 + arm * 65_537L + day.toEpochDay() * 15_485_863);
        boolean weekend = day.getDayOfWeek().getValue() > 5;
        long impressions = Math.round(size * (weekend ? WEEKEND : 1) * Math.exp(0.25 * today.nextGaussian()));
        double meanClicks = impressions * clickRate * Math.exp(0.1 * today.nextGaussian());
        long clicks = count(meanClicks, today);
        long conversions = count(0.04 * clicks, today);
        double cost = impressions * price * Math.exp(common + 0.1 * today.nextGaussian()) * (weekend ? 0.9 : 1);
        return new Metrics(
                impressions,
                Math.min(clicks, impressions),
                conversions * 1_000_000,
                Math.round(cost * 100) * 10_000,
                conversions * 60_000_000);
    }

    private static long count(double mean, Random random) {
        return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }

    /** The rows of all arms on a day, each changed. */
    List<Observation> rows(LocalDate day, UnaryOperator<Metrics> change) {
        return IntStream.range(0, arms)
                .mapToObj(arm -> row(arm, day, change.apply(metrics(arm, day))))
                .toList();
    }

    static Observation row(int arm, LocalDate day, Metrics metrics) {
        return row(arm, Interval.ofDay(day, ZONE), metrics);
    }

    static Observation row(int arm, Interval interval, Metrics metrics) {
        return Observation.pulled(new EntityRef(Level.CAMPAIGN, entity(arm)), interval, interval.end(), metrics, EUR);
    }

    /** The rows of all arms on a day by hour, an equal part of the day each. */
    List<Observation> hours(LocalDate day) {
        List<Observation> rows = new ArrayList<>();
        Interval whole = Interval.ofDay(day, ZONE);
        for (Instant start = whole.start(); start.isBefore(whole.end()); start = start.plusSeconds(3_600)) {
            for (int arm = 0; arm < arms; arm++) {
                Metrics metrics = metrics(arm, day);
                rows.add(row(
                        arm,
                        Interval.ofHour(start, ZONE),
                        new Metrics(
                                metrics.impressions() / 24, metrics.clicks() / 24, 0, metrics.costMicros() / 24, 0)));
            }
        }
        return rows;
    }

    BatchContext context(LocalDate day) {
        return context(DateRange.of(day), Granularity.DAY, morningAfter(day));
    }

    static Instant morningAfter(LocalDate day) {
        return day.plusDays(1).atTime(6, 0).atZone(ZONE).toInstant();
    }

    BatchContext context(DateRange days, Granularity granularity, Instant now) {
        Map<String, ArmHistory> histories = new TreeMap<>();
        Map<String, String> armByEntity = new TreeMap<>();
        for (int index = 0; index < arms; index++) {
            EntityRef entity = new EntityRef(Level.CAMPAIGN, entity(index));
            Arm arm = Arm.of(arm(index), "campaign", ACCOUNT, "channel", entity).withLimits(limits);
            LocalDate first = days.first().minusDays(historyDays);
            int number = index;
            List<Metrics> past = first.datesUntil(days.first())
                    .map(day -> metrics(number, day))
                    .toList();
            histories.put(arm.id(), new ArmHistory(arm, first, past, List.of()));
            armByEntity.put(entity.id(), arm.id());
        }
        Slice slice = new Slice("test", ACCOUNT, Level.CAMPAIGN, granularity, days);
        return new BatchContext(slice, now, historyDays == 0 ? Map.of() : histories, armByEntity);
    }

    static Result judge(String rule, BatchContext context, List<Observation> rows) {
        return judge(rule(rule), context, rows);
    }

    static Result judge(BatchValidator rule, BatchContext context, List<Observation> rows) {
        BatchValidator.Check check = rule.begin(context);
        List<Verdict.Violation> violations = new ArrayList<>();
        for (Observation row : rows) {
            if (check.row(row) instanceof Verdict.Violation violation) {
                violations.add(violation);
            }
        }
        List<Found> found = new ArrayList<>();
        Findings findings = (severity, subject, field, value, text) ->
                found.add(new Found(severity == null ? rule.severity() : severity, subject, field, value, text));
        check.end(findings);
        return new Result(violations, found);
    }

    static BatchValidator rule(String id) {
        return BatchRules.all().stream()
                .filter(rule -> rule.id().equals(id))
                .map(BatchValidator.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** The same numbers, money times a factor. */
    static Metrics money(Metrics metrics, double factor) {
        return new Metrics(
                metrics.impressions(),
                metrics.clicks(),
                metrics.conversionMicros(),
                Math.round(metrics.costMicros() * factor),
                Math.round(metrics.revenueMicros() * factor));
    }

    /** The same numbers, all times a whole number. */
    static Metrics times(Metrics metrics, long factor) {
        return new Metrics(
                metrics.impressions() * factor,
                metrics.clicks() * factor,
                metrics.conversionMicros() * factor,
                metrics.costMicros() * factor,
                metrics.revenueMicros() * factor);
    }
}
