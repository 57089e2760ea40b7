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
    private final boolean empty;
    private final long[][] micros;
    private final long totalMicros;
    private final String digest;

    private SpendHistory(
            List<String> channels, DateRange window, boolean empty, long[][] micros, long totalMicros, String digest) {
        this.channels = channels;
        this.window = window;
        this.empty = empty;
        this.micros = micros;
        this.totalMicros = totalMicros;
        this.digest = digest;
    }

    /**
     * Reads all facts once.
     *
     * @param arms the campaign's arms
     * @param facts its facts in its currency
     * @param window the days that are kept by channel, from the first day with a fact on; facts of other days count for
     *     the total and the digest only
     * @param spentFrom the first day that counts for the total
     */
    static SpendHistory read(List<Arm> arms, DailyFacts facts, DateRange window, LocalDate spentFrom) {
        List<String> channels =
                arms.stream().map(Arm::channel).distinct().sorted().toList();
        Map<String, Integer> rowByArm = new HashMap<>();
        arms.forEach(arm -> rowByArm.put(arm.id(), channels.indexOf(arm.channel())));
        Reader reader = new Reader(rowByArm, window, spentFrom, channels.size());
        facts.forEach(reader::read);
        DateRange days = reader.days();
        return new SpendHistory(
                channels, days, reader.isEmpty(), reader.micros(days), reader.totalMicros, reader.digest.hex());
    }

    /** Whether nothing is known at all. */
    boolean isEmpty() {
        return empty;
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

    /** The same days with the total of another reading, of which the digest tells too. */
    SpendHistory withTotalOf(SpendHistory other) {
        return new SpendHistory(
                channels,
                window,
                empty,
                micros,
                other.totalMicros,
                new Digest().add(digest).add(other.digest).hex());
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
        private final int channels;
        private final Map<LocalDate, long[]> microsByDay = new HashMap<>();
        private LocalDate firstDay = LocalDate.MAX;
        private final Digest digest = new Digest();
        private long totalMicros;

        Reader(Map<String, Integer> rowByArm, DateRange window, LocalDate spentFrom, int channels) {
            this.rowByArm = rowByArm;
            this.window = window;
            this.spentFrom = spentFrom;
            this.channels = channels;
        }

        void read(DailyFact fact) {
            digest.add(fact.armId()).add(fact.day().toEpochDay());
            for (Metric metric : Metric.values()) {
                digest.add(fact.metrics().get(metric));
            }
            firstDay = fact.day().isBefore(firstDay) ? fact.day() : firstDay;
            long cost = fact.metrics().orZero(Metric.COST);
            if (!fact.day().isBefore(spentFrom)) {
                totalMicros = Math.addExact(totalMicros, cost);
            }
            Integer row = rowByArm.get(fact.armId());
            if (row != null && window.contains(fact.day())) {
                long[] micros = microsByDay.computeIfAbsent(fact.day(), day -> new long[channels]);
                micros[row] = Math.addExact(micros[row], cost);
            }
        }

        boolean isEmpty() {
            return firstDay.equals(LocalDate.MAX);
        }

        /** The days of the window from the first day with a fact on. */
        DateRange days() {
            LocalDate first = firstDay.isAfter(window.last()) ? window.last() : firstDay;
            return new DateRange(first.isAfter(window.first()) ? first : window.first(), window.last());
        }

        long[][] micros(DateRange days) {
            long[][] micros = new long[channels][(int) days.days()];
            microsByDay.forEach((day, ofDay) -> {
                for (int channel = 0; channel < channels; channel++) {
                    micros[channel][(int) ChronoUnit.DAYS.between(days.first(), day)] = ofDay[channel];
                }
            });
            return micros;
        }
    }
}
