package io.banditpipeline.benchmarks.quality;

import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RowContext;
import java.time.Instant;
import java.util.Currency;

/** The standard rules of rows as one would write them without rules: one method, constants, the calendar each time. */
final class ByHand {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final long MOST = 100_000_000_000L;
    private static final long MOST_MICROS = MOST * 1_000_000;

    private final Slice slice;
    private final Instant now;
    private final Currency currency;

    ByHand(RowContext context) {
        this.slice = context.slice();
        this.now = context.now();
        this.currency = slice.account().currency();
    }

    int judge(Observation row) {
        return judgeTime(row) + judgeNumbers(row) + judgeFunnel(row.metrics());
    }

    private int judgeTime(Observation row) {
        Interval interval = row.interval();
        int bad = interval.granularity() == slice.granularity()
                        && slice.days().contains(interval.day())
                        && row.entity().level() == slice.level()
                ? 0
                : 1;
        Interval right = interval.granularity() == Granularity.DAY
                ? Interval.ofDay(interval.day(), slice.account().zone())
                : Interval.ofHour(interval.start(), slice.account().zone());
        bad += interval.equals(right) && interval.start().getEpochSecond() % 900 == 0 ? 0 : 1;
        bad += interval.start().isAfter(now.plusSeconds(300)) ? 1 : 0;
        return bad + (row.observedAt().isBefore(EARLIEST) ? 1 : 0);
    }

    private int judgeNumbers(Observation row) {
        Metrics metrics = row.metrics();
        int bad = row.currency().equals(currency) ? 0 : 1;
        bad += negative(metrics.impressions())
                        || negative(metrics.clicks())
                        || negative(metrics.conversionMicros())
                        || negative(metrics.costMicros())
                ? 1
                : 0;
        bad += metrics.impressions() > MOST
                        || metrics.clicks() > MOST
                        || metrics.conversionMicros() > MOST_MICROS
                        || metrics.costMicros() > MOST_MICROS
                        || metrics.revenueMicros() > MOST_MICROS
                ? 1
                : 0;
        return bad + (metrics.equals(Metrics.NONE) ? 1 : 0);
    }

    private static boolean negative(long value) {
        return value < 0 && value != Metrics.ABSENT;
    }

    private static int judgeFunnel(Metrics metrics) {
        int bad = metrics.impressions() != Metrics.ABSENT && metrics.clicks() > metrics.impressions() ? 1 : 0;
        bad += metrics.conversionMicros() > 10_000_000
                        && metrics.clicks() != Metrics.ABSENT
                        && metrics.conversionMicros() > 2_000_000.0 * metrics.clicks()
                ? 1
                : 0;
        bad += metrics.impressions() == 0 && metrics.costMicros() > 0 ? 1 : 0;
        bad += metrics.costMicros() == 0 && metrics.impressions() > 0 ? 1 : 0;
        return bad
                + (metrics.costMicros() >= 1_000_000
                                && (metrics.costMicros() > 1e12 * metrics.clicks()
                                        || metrics.costMicros() > 1e10 * metrics.impressions()
                                        || metrics.revenueMicros() > 1e4 * metrics.costMicros())
                        ? 1
                        : 0);
    }
}
