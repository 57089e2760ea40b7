package io.banditpipeline.core.anomaly;

import io.banditpipeline.metric.Granularity;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * What to expect, by several seasons side by side. Each counts by how little it erred of late, to the power of -4, so
 * that a season matters only as far as it explains something.
 */
final class Forecasts {
    private static final double UNTRIED = 1e-6;

    private final List<SeasonTable> seasons;
    private final List<Forecast> forecasts;
    private final double errorFloor;

    /** @param errorFloor errors below it are all alike */
    Forecasts(Granularity granularity, double errorFloor) {
        seasons = Season.of(granularity).stream().map(SeasonTable::new).toList();
        forecasts = seasons.stream().map(Forecast::new).toList();
        this.errorFloor = errorFloor;
    }

    /** What to expect; NaN while that is not known. */
    double expect(LocalDateTime at, boolean betweenHours) {
        double sum = 0;
        double weights = 0;
        for (Forecast forecast : forecasts) {
            double expected = forecast.expect(at, betweenHours);
            if (!Double.isNaN(expected)) {
                double weight = weight(forecast.error());
                sum += weight * expected;
                weights += weight;
            }
        }
        return weights > 0 ? sum / weights : Double.NaN;
    }

    private double weight(double error) {
        if (Double.isNaN(error)) {
            return UNTRIED;
        }
        double square = (error + errorFloor) * (error + errorFloor);
        return 1 / (square * square);
    }

    /** Learns what came in truth. */
    void learn(double place, double mostMiss, double weight) {
        forecasts.forEach(forecast -> forecast.learn(place, mostMiss, weight));
    }

    /** Remembers what an hour or day was like. */
    void remember(LocalDateTime at, double place) {
        seasons.forEach(season -> season.add(at, place));
    }

    /** How far from zero the series usually is; NaN if that is not known. */
    double typicalSize() {
        return seasons.get(1).typicalSize();
    }

    void forgetLevel() {
        forecasts.forEach(Forecast::forgetLevel);
    }

    void convert(DoubleUnaryOperator move) {
        seasons.forEach(season -> season.convert(move));
        forgetLevel();
    }

    void write(StateWriter out) {
        seasons.forEach(season -> season.write(out));
        forecasts.forEach(forecast -> forecast.write(out));
    }

    void read(StateReader in) {
        seasons.forEach(season -> season.read(in));
        forecasts.forEach(forecast -> forecast.read(in));
    }
}
