package io.banditpipeline.core.internal.plan;

import io.banditpipeline.campaign.Arm;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.DailyFacts;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.money.Micros;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a campaign spent, per channel and day, with a digest of every fact behind it. Memory grows with channels and
 * training days only (R15).
 */
final class SpendHistory {
    private final List<String> channels;
    private final DateRange window;
    private final long[][] micros;
    private final long totalMicros;
    private final String digest;

    private SpendHistory(List<String> channels, DateRange window, long[][] micros, long totalMicros, String digest) {
        this.channels = channels;
        this.window = window;
        this.micros = micros;
        this.totalMicros = totalMicros;
        this.digest = digest;
    }

    /**
     * Reads all facts once.
     *
     * @param arms the campaign's arms
     * @param facts its facts in its currency
     * @param window the days that are kept by channel; facts of other days count for the total and the digest only
     * @param spentFrom the first day that counts for the total
     */
    static SpendHistory read(List<Arm> arms, DailyFacts facts, DateRange window, LocalDate spentFrom) {
        List<String> channels =
                arms.stream().map(Arm::channel).distinct().sorted().toList();
        Map<String, Integer> rowByArm = new HashMap<>();
        arms.forEach(arm -> rowByArm.put(arm.id(), channels.indexOf(arm.channel())));
        Reader reader = new Reader(rowByArm, window, spentFrom, new long[channels.size()][(int) window.days()]);
        facts.forEach(reader::read);
        return new SpendHistory(channels, window, reader.micros, reader.totalMicros, reader.digest.hex());
    }

    /** The channels, in alphabetical order. */
    List<String> channels() {
        return channels;
    }

    /** The days that are kept by channel. */
    DateRange window() {
        return window;
    }

    /** Spend in currency units, shape {@code [channels][days]}. */
    double[][] units() {
        double[][] units = new double[micros.length][];
        for (int channel = 0; channel < micros.length; channel++) {
            units[channel] =
                    Arrays.stream(micros[channel]).mapToDouble(Micros::toDouble).toArray();
        }
        return units;
    }

    /** All that was spent since the first day that counts. */
    long totalMicros() {
        return totalMicros;
    }

    /** Mean daily spend of the last days of the window, rounded down. */
    long recentDailyMicros(int days) {
        int counted = (int) Math.min(days, window.days());
        long sum = 0;
        for (long[] channel : micros) {
            for (int day = channel.length - counted; day < channel.length; day++) {
                sum = Math.addExact(sum, channel[day]);
            }
        }
        return sum / counted;
    }

    /** SHA-256 of every fact in order. */
    String digest() {
        return digest;
    }

    /** Adds up facts. */
    private static final class Reader {
        private final Map<String, Integer> rowByArm;
        private final DateRange window;
        private final LocalDate spentFrom;
        private final long[][] micros;
        private final Digest digest = new Digest();
        private long totalMicros;

        Reader(Map<String, Integer> rowByArm, DateRange window, LocalDate spentFrom, long[][] micros) {
            this.rowByArm = rowByArm;
            this.window = window;
            this.spentFrom = spentFrom;
            this.micros = micros;
        }

        void read(DailyFact fact) {
            digest.add(fact.armId()).add(fact.day().toEpochDay());
            for (Metric metric : Metric.values()) {
                digest.add(fact.metrics().get(metric));
            }
            long cost = fact.metrics().orZero(Metric.COST);
            if (!fact.day().isBefore(spentFrom)) {
                totalMicros = Math.addExact(totalMicros, cost);
            }
            Integer row = rowByArm.get(fact.armId());
            if (row != null && window.contains(fact.day())) {
                int day = (int) ChronoUnit.DAYS.between(window.first(), fact.day());
                micros[row][day] = Math.addExact(micros[row][day], cost);
            }
        }
    }
}
