package io.banditpipeline.core.anomaly;

import java.time.LocalDateTime;

/**
 * One way to say what comes next: what is usual at that time, plus how far the latest values were from what was usual.
 */
final class Forecast {
    /** So many latest values tell the current level. */
    static final int LEVEL = 5;

    private static final int FEWEST = 3;

    private final SeasonTable season;
    private final OrderedWindow level = new OrderedWindow(LEVEL);
    private double usual = Double.NaN;
    private double expected = Double.NaN;
    private double error = Double.NaN;

    Forecast(SeasonTable season) {
        this.season = season;
    }

    /** Says what to expect; NaN while it cannot tell. */
    double expect(LocalDateTime at, boolean betweenHours) {
        usual = betweenHours ? season.between(at) : season.at(at);
        expected = level.size() < FEWEST ? Double.NaN : usual + level.median();
        return expected;
    }

    /** What it said last; NaN if it could not tell. */
    double expected() {
        return expected;
    }

    /** How far it was from the truth of late, on average; NaN if it was never tried. */
    double error() {
        return error;
    }

    /** Learns what came in truth. A miss counts at most so much, and with so much weight. */
    void learn(double place, double mostMiss, double weight) {
        if (!Double.isNaN(expected) && mostMiss > 0) {
            double miss = Math.min(Math.abs(place - expected), mostMiss);
            error = Double.isNaN(error) ? miss : error + weight * (miss - error);
        }
        if (!Double.isNaN(usual)) {
            level.add(place - usual);
        }
    }

    /** Forgets the current level, after a gap or a change of scale. */
    void forgetLevel() {
        level.clear();
    }

    void write(StateWriter out) {
        level.write(out);
        out.exact(error);
    }

    void read(StateReader in) {
        level.read(in);
        error = in.exact();
    }
}
