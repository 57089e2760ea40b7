package io.banditpipeline.core.anomaly;

import io.banditpipeline.metric.Granularity;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures each value by its distance from the forecast, that by the usual distance, and that again by the greatest
 * distances which the series itself has had of late. Learns from strange values only as much as from the strangest
 * ordinary ones.
 */
final class DeviationWatch {
    /** An ordinary value is within so many deviations; what is farther is learnt as if it were so far. */
    private static final double ORDINARY = 4;

    /** Distances beyond this are rare in any series, whatever its own tail. */
    private static final double TAIL_FLOOR = 3.75;

    /** Misses on a scale that changed so much say nothing of those to come. */
    private static final double MUCH = 2;

    private static final double TAIL = 0.995;
    private static final int FEWEST_PEAKS = 25;
    private static final int FEWEST_MISSES = 12;
    private static final int FEWEST_MISSES_TO_CLIP = 24;
    private static final double MAD_TO_DEVIATION = 1.4826;
    private static final double WIDE = 0.9;
    private static final double WIDE_TO_DEVIATION = 1 / 1.645;

    private final Pace pace;
    private final Settings settings;
    private final int minimumBlocks;
    private final ValueScale scale = new ValueScale();
    private final Spacing spacing = new Spacing();
    private final Forecasts forecasts;
    private final OrderedWindow misses;
    private final RecentPeaks above;
    private final RecentPeaks below;
    private final Block block = new Block();
    private @Nullable LocalDateTime latest;
    private int values;
    private int blocks;
    private double ordinary = Double.NaN; // only from one value to its means

    DeviationWatch(Granularity granularity, Settings settings) {
        pace = Pace.of(granularity);
        this.settings = settings;
        minimumBlocks = granularity == Granularity.HOUR ? settings.minimumHours() : settings.minimumDays();
        forecasts = new Forecasts(granularity, settings.relativeFloor() / 2);
        misses = new OrderedWindow(pace.misses());
        above = new RecentPeaks(pace.peaks());
        below = new RecentPeaks(pace.peaks());
    }

    ValueScale scale() {
        return scale;
    }

    boolean isSubHourly() {
        return spacing.isSubHourly();
    }

    @Nullable
    LocalDateTime latest() {
        return latest;
    }

    /** The latest value, or the strangest that would still be ordinary if that is nearer to what was expected. */
    double ordinary(double value) {
        return Double.isNaN(ordinary) ? value : ordinary;
    }

    /** Judges a value and learns from it. Its time is later than those before. */
    Deviation next(LocalDateTime at, double value) {
        arrive(at, value);
        double place = scale.of(value);
        double expected = forecasts.expect(at, spacing.isSubHourly());
        if (Double.isNaN(expected)) {
            block.add(place);
            ordinary = Double.NaN;
            forecasts.learn(place, 0, 0);
            return Deviation.UNKNOWN;
        }
        double deviation = deviation(expected);
        double strength = strength((place - expected) / deviation);
        learn(place, expected, deviation);
        return new Deviation(strength, place > expected, scale.value(expected));
    }

    private void arrive(LocalDateTime at, double value) {
        if (latest != null) {
            Duration gap = Duration.between(latest, at);
            spacing.learn(gap);
            if (pace.isStale(gap)) {
                forecasts.forgetLevel();
            }
        }
        latest = at;
        closeBlock(at);
        boolean knowsSizes = scale.learn(value);
        if (values == 0) {
            scale.choose();
        } else if (knowsSizes || values == pace.settling()) {
            rescale(scale::choose);
        }
        values = Math.min(values + 1, Integer.MAX_VALUE - 1);
    }

    private void closeBlock(LocalDateTime at) {
        LocalDateTime start = pace.block(at);
        LocalDateTime before = block.start();
        if (before == null) {
            block.begin(start);
        } else if (!start.equals(before)) {
            remember(before);
            block.begin(start);
            if (!start.toLocalDate().equals(before.toLocalDate())) {
                followScale();
            }
        }
    }

    private void remember(LocalDateTime start) {
        forecasts.remember(start, block.mean());
        blocks = Math.min(blocks + 1, Integer.MAX_VALUE - 1);
        if (block.isMeasured()) {
            above.add(block.peakAbove());
            below.add(block.peakBelow());
        }
    }

    /** A series that grows or shrinks many times over gets a new scale; looked at once a day. */
    private void followScale() {
        double typical = forecasts.typicalSize();
        if (scale.misfits(typical)) {
            rescale(() -> scale.chooseFor(typical));
        }
    }

    private void rescale(Supplier<DoubleUnaryOperator> choice) {
        double before = scale.unit();
        DoubleUnaryOperator move = choice.get();
        forecasts.convert(move);
        if (!block.isEmpty()) {
            block.restate(move.applyAsDouble(block.mean()));
        }
        double change = scale.unit() / before;
        if (change > MUCH || change < 1 / MUCH) {
            misses.clear();
        }
    }

    /** The usual distance: by the median and by the 90 % quantile, whichever is wider, and not below the floors. */
    private double deviation(double expected) {
        double floor = Math.max(settings.relativeFloor(), scale.stepAt(expected));
        if (misses.size() < FEWEST_MISSES) {
            return floor;
        }
        double narrow = MAD_TO_DEVIATION * misses.median();
        double wide = WIDE_TO_DEVIATION * misses.quantile(WIDE);
        return Math.max(floor, Math.max(narrow, wide));
    }

    private double strength(double deviations) {
        if (misses.size() < FEWEST_MISSES || blocks < minimumBlocks) {
            return 0;
        }
        RecentPeaks peaks = deviations > 0 ? above : below;
        double tail = peaks.size() < FEWEST_PEAKS ? TAIL_FLOOR : Math.max(TAIL_FLOOR, peaks.quantile(TAIL));
        return Math.abs(deviations) / tail;
    }

    private void learn(double place, double expected, double deviation) {
        boolean spreadIsKnown = misses.size() >= FEWEST_MISSES;
        double miss = place - expected;
        if (spreadIsKnown && blocks >= minimumBlocks / 2) { // the tail is known sooner than it is needed
            block.measure(miss / deviation);
        }
        double most = spreadIsKnown ? ORDINARY * deviation : Double.MAX_VALUE;
        boolean clips = misses.size() >= FEWEST_MISSES_TO_CLIP;
        double learnt = clips ? expected + Math.max(-most, Math.min(most, miss)) : place;
        block.add(learnt);
        ordinary = learnt == place ? Double.NaN : scale.value(learnt);
        misses.add(Math.min(Math.abs(miss), most));
        double weight = Math.max(spacing.isSubHourly() ? pace.learning() / 2 : pace.learning(), 1.0 / values);
        forecasts.learn(place, spreadIsKnown ? 2 * most : Double.MAX_VALUE, weight);
    }

    void write(StateWriter out) {
        scale.write(out);
        spacing.write(out);
        forecasts.write(out);
        misses.write(out);
        above.write(out);
        below.write(out);
        block.write(out);
        out.time(latest);
        out.count(values);
        out.count(blocks);
    }

    void read(StateReader in) {
        scale.read(in);
        spacing.read(in);
        forecasts.read(in);
        misses.read(in);
        above.read(in);
        below.read(in);
        block.read(in);
        latest = in.time();
        values = in.count(Integer.MAX_VALUE);
        blocks = in.count(Integer.MAX_VALUE);
    }
}
