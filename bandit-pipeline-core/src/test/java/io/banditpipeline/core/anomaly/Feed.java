package io.banditpipeline.core.anomaly;

import io.banditpipeline.anomaly.AnomalyDetector.Judgement;
import io.banditpipeline.anomaly.AnomalyDetector.Kind;
import io.banditpipeline.anomaly.AnomalyDetector.Series;
import io.banditpipeline.metric.Granularity;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/** Feeds a series of values that a function of their number makes, and remembers what was thought of each. */
final class Feed {
    static final LocalDateTime START = LocalDateTime.of(2026, 3, 2, 0, 0);

    final List<Judgement> judgements = new ArrayList<>();
    private final Series series;
    private final Duration step;

    Feed(Granularity granularity, Duration step) {
        this(SeasonalDetector.ofDefaults().series(granularity, null), step);
    }

    Feed(Series series, Duration step) {
        this.series = series;
        this.step = step;
    }

    static Feed hourly() {
        return new Feed(Granularity.HOUR, Duration.ofHours(1));
    }

    /** A day's rhythm of plus and minus 40 %, noise of 8 %, around 100. */
    static IntToDoubleFunction ordinary(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return hour -> 100 * (1 + 0.4 * Math.sin(Math.PI * hour / 12)) * Math.exp(0.08 * noise(random));
    }

    static double noise(SplittableRandom random) {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    Feed feed(int count, IntToDoubleFunction values) {
        for (int i = 0; i < count; i++) {
            int number = judgements.size();
            judgements.add(series.next(at(number), values.applyAsDouble(number)));
        }
        return this;
    }

    LocalDateTime at(int number) {
        return START.plus(step.multipliedBy(number));
    }

    Judgement last() {
        return judgements.get(judgements.size() - 1);
    }

    List<Integer> alarms() {
        List<Integer> alarms = new ArrayList<>();
        for (int i = 0; i < judgements.size(); i++) {
            if (judgements.get(i).kind() != Kind.NONE) {
                alarms.add(i);
            }
        }
        return alarms;
    }

    List<Integer> alarmsFrom(int first) {
        return alarms().stream().filter(alarm -> alarm >= first).toList();
    }

    Kind kind(int number) {
        return judgements.get(number).kind();
    }
}
