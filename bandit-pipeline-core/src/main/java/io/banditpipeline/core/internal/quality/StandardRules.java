package io.banditpipeline.core.internal.quality;

import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RowContext;
import io.banditpipeline.quality.RowValidator;
import io.banditpipeline.quality.Validator;
import io.banditpipeline.quality.Verdict;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiFunction;

/** The rules that every row must keep for the pipeline itself to be right. */
public final class StandardRules {
    private static final long SECONDS_A_QUARTER = 900;
    private static final List<Metric> METRICS = List.of(Metric.values());

    private StandardRules() {}

    /** Slice, currency and sign. */
    public static List<Validator> all() {
        return List.of(
                new Rule("row.slice", StandardRules::withinSlice),
                new Rule("row.currency", StandardRules::inAccountCurrency),
                new Rule("row.negative", StandardRules::notNegative));
    }

    private static Verdict withinSlice(Observation row, RowContext context) {
        Slice slice = context.slice();
        if (row.interval().granularity() != slice.granularity()) {
            return new Verdict.Violation(
                    "interval", row.interval().granularity().name(), "expected intervals of " + slice.granularity());
        }
        if (!slice.days().contains(row.interval().day())) {
            return new Verdict.Violation(
                    "interval", row.interval().day().toString(), "expected a day within " + slice.days());
        }
        if (row.entity().level() != slice.level()) {
            return new Verdict.Violation("level", row.entity().level().name(), "expected rows of " + slice.level());
        }
        return onTheClock(row, slice);
    }

    /** Storages keep no end of an interval, and count rows by quarters of an hour. */
    private static Verdict onTheClock(Observation row, Slice slice) {
        Interval interval = row.interval();
        ZoneId zone = slice.account().zone();
        boolean whole = slice.granularity() == Granularity.DAY
                ? interval.equals(Interval.ofDay(interval.day(), zone))
                : interval.equals(Interval.ofHour(interval.start(), zone)) && startsWithQuarter(interval.start());
        return whole
                ? Verdict.PASS
                : new Verdict.Violation(
                        "interval",
                        interval.start() + "/" + interval.end(),
                        "expected a whole " + (slice.granularity() == Granularity.DAY ? "day" : "hour") + " of "
                                + interval.day() + " in the account's zone " + zone);
    }

    private static boolean startsWithQuarter(Instant start) {
        return start.getNano() == 0 && start.getEpochSecond() % SECONDS_A_QUARTER == 0;
    }

    private static Verdict inAccountCurrency(Observation row, RowContext context) {
        return row.currency().equals(context.slice().account().currency())
                ? Verdict.PASS
                : new Verdict.Violation(
                        "currency",
                        row.currency().getCurrencyCode(),
                        "expected the account's currency "
                                + context.slice().account().currency().getCurrencyCode());
    }

    private static Verdict notNegative(Observation row, RowContext context) {
        for (Metric metric : METRICS) {
            if (row.metrics().has(metric) && row.metrics().get(metric) < 0 && metric != Metric.REVENUE) {
                return Verdict.violation(metric, row.metrics().get(metric), "expected a number that is not negative");
            }
        }
        return Verdict.PASS;
    }

    private record Rule(String id, BiFunction<Observation, RowContext, Verdict> check) implements RowValidator {
        @Override
        public Verdict validate(Observation row, RowContext context) {
            return check.apply(row, context);
        }
    }
}
