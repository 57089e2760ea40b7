package io.banditpipeline.benchmarks.workload;

import io.banditpipeline.benchmarks.harness.UsageException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The hours of some arms, with values that depend on nothing but arm, hour and version.
 *
 * <p>Versions are statements of the same hour at different times: each says other values than the one before.
 */
public final class Workload {
    /** The number of arms. */
    public static final int ARMS = 200;

    /** The first hour. */
    public static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private static final int SECONDS_PER_HOUR = 3600;
    private static final int HOURS_PER_DAY = 24;
    private static final long MICROS = 1_000_000L;
    private static final int PULLED_WHEN_OVER = 2;
    private static final int FEED = 1;
    private static final Duration BETWEEN_VERSIONS = Duration.ofHours(1);

    private final int hours;
    private final int[] localDays;

    /** The hours of each arm, from {@link #START} on. */
    public Workload(int hours) {
        this.hours = hours;
        this.localDays = new int[(hours + HOURS_PER_DAY - 1) / HOURS_PER_DAY];
        for (int day = 0; day < localDays.length; day++) {
            LocalDate date = firstDay().plusDays(day);
            localDays[day] = (date.getYear() * 100 + date.getMonthValue()) * 100 + date.getDayOfMonth();
        }
    }

    /**
     * The hours of each arm that make up a number of rows.
     *
     * @throws UsageException if the arms cannot have an even number of hours each
     */
    public static int hours(int rows) {
        if (rows % (2 * ARMS) != 0) {
            throw new UsageException("--rows must be a multiple of " + 2 * ARMS + ", but is " + rows);
        }
        return rows / ARMS;
    }

    /** The number of hours of each arm. */
    public int hours() {
        return hours;
    }

    /** The first day. */
    public static LocalDate firstDay() {
        return LocalDate.ofInstant(START, ZoneOffset.UTC);
    }

    /** The last day. */
    public LocalDate lastDay() {
        return firstDay().plusDays(localDays.length - 1L);
    }

    /** The instant at which an hour starts. */
    public static Instant startOf(int hour) {
        return START.plusSeconds((long) hour * SECONDS_PER_HOUR);
    }

    /** When a version was observed: after all hours were over. */
    public Instant observedAt(int version) {
        return startOf(hours).plus(BETWEEN_VERSIONS.multipliedBy(version + 1L));
    }

    /** What a version says of an arm's hour. */
    public MetricRow row(int arm, int hour, int version) {
        long random = mix(mix(arm * 1_000_003L + hour) + version);
        long impressions = 500 + bits(random, 0, 12);
        long clicks = impressions / 64 + bits(random, 12, 5);
        long conversionMicros = clicks * MICROS / 32 + bits(random, 17, 20);
        long costMicros = clicks * 350_000L + bits(random, 37, 20);
        long revenueMicros = conversionMicros * 25 + bits(random, 44, 20);
        return new MetricRow(
                arm,
                startOf(hour).getEpochSecond(),
                FEED,
                PULLED_WHEN_OVER,
                localDays[hour / HOURS_PER_DAY],
                observedAt(version).getEpochSecond() * MICROS,
                impressions,
                clicks,
                conversionMicros,
                costMicros,
                revenueMicros);
    }

    /** All rows of the first hours in a version, by arm and hour, as a platform's report has them. */
    public List<MetricRow> rows(int firstHours, int version) {
        List<MetricRow> rows = new ArrayList<>(ARMS * firstHours);
        for (int arm = 0; arm < ARMS; arm++) {
            for (int hour = 0; hour < firstHours; hour++) {
                rows.add(row(arm, hour, version));
            }
        }
        return rows;
    }

    private static long bits(long random, int from, int count) {
        return random >>> from & (1L << count) - 1;
    }

    /** Scrambles (the finaliser of SplitMix64, Steele, Lea and Flood 2014). */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
