package io.banditpipeline.benchmarks.anomaly;

import io.banditpipeline.anomaly.AnomalyDetector;
import io.banditpipeline.anomaly.AnomalyDetector.Series;
import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.Benchmark;
import io.banditpipeline.benchmarks.harness.Figures;
import io.banditpipeline.benchmarks.harness.Rounds;
import io.banditpipeline.core.anomaly.SeasonalDetector;
import io.banditpipeline.metric.Granularity;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Time and memory of the default detector, against a window of a mean and a deviation. */
public final class AnomalySpeedBenchmark implements Benchmark {
    private static final int SERIES = 100;
    private static final int ROUNDS = 5;
    private static final int POINTS = 2160;
    private static final int HELD = 500;
    private static final double MICROS = 1e6;
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final AnomalyDetector DETECTOR = SeasonalDetector.ofDefaults();

    @Override
    public String name() {
        return "anomaly-speed";
    }

    @Override
    public String description() {
        return "time of the default anomaly detector for a point, and memory and state of a series";
    }

    @Override
    public Set<String> options() {
        return Set.of("series", "rounds");
    }

    @Override
    public void run(Arguments arguments, Figures figures) throws Exception {
        int count = arguments.positive("series", SERIES);
        List<SpeedContender> contenders = List.of(
                new SpeedContender(
                        "hourly", series(Duration.ofHours(1), count), one -> seasonal(one, Granularity.HOUR)),
                new SpeedContender("daily", series(Duration.ofDays(1), count), one -> seasonal(one, Granularity.DAY)),
                new SpeedContender("five_minutes", series(FIVE_MINUTES, count), one -> seasonal(one, Granularity.HOUR)),
                new SpeedContender(
                        "windowed_gaussian", series(Duration.ofHours(1), count), AnomalySpeedBenchmark::gaussian));
        Rounds rounds = Rounds.run(arguments.positive("rounds", ROUNDS), contenders);
        for (SpeedContender contender : contenders) {
            double micros = rounds.medianSeconds(contender.name()) * MICROS / contender.points();
            figures.add(contender.name(), micros, 3, "us/point");
        }
        figures.ratio("ratio_over_windowed_gaussian", rounds.timeRatio("hourly", "windowed_gaussian"));
        memory("hourly", Duration.ofHours(1), Granularity.HOUR, figures);
        memory("daily", Duration.ofDays(1), Granularity.DAY, figures);
        memory("five_minutes", FIVE_MINUTES, Granularity.HOUR, figures);
    }

    private static SyntheticSeries[] series(Duration step, int count) {
        SyntheticSeries[] series = new SyntheticSeries[count];
        for (int i = 0; i < count; i++) {
            series[i] = SyntheticSeries.of(step, POINTS, i);
        }
        return series;
    }

    private static double seasonal(SyntheticSeries one, Granularity granularity) {
        Series series = DETECTOR.series(granularity, null);
        double sum = 0;
        for (int i = 0; i < one.values().length; i++) {
            sum += series.next(one.at(i), one.values()[i]).score();
        }
        return sum;
    }

    private static double gaussian(SyntheticSeries one) {
        WindowedGaussian series = new WindowedGaussian();
        double sum = 0;
        for (double value : one.values()) {
            sum += series.next(value);
        }
        return sum;
    }

    /** Full series held at once: the heap that they take, and the bytes of a state. */
    private static void memory(String name, Duration step, Granularity granularity, Figures figures) {
        SyntheticSeries values = SyntheticSeries.of(step, 6 * POINTS, 1);
        List<Series> held = new ArrayList<>(HELD);
        long before = usedHeap();
        for (int i = 0; i < HELD; i++) {
            Series series = DETECTOR.series(granularity, null);
            for (int point = 0; point < values.values().length; point++) {
                series.next(values.at(point), values.values()[point]);
            }
            held.add(series);
        }
        long after = usedHeap();
        figures.add(name + "_heap", (double) (after - before) / HELD, 0, "bytes/series");
        figures.add(name + "_state", held.get(0).state().length, 0, "bytes/series");
        Reference.reachabilityFence(held);
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
