package io.banditpipeline.core.anomaly;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** The hour or day that values are coming in for. */
final class Block {
    private @Nullable LocalDateTime start;
    private double sum;
    private int count;
    private double peakAbove;
    private double peakBelow;
    private boolean measured;

    @Nullable
    LocalDateTime start() {
        return start;
    }

    void begin(LocalDateTime at) {
        start = at;
        sum = 0;
        count = 0;
        peakAbove = 0;
        peakBelow = 0;
        measured = false;
    }

    void add(double place) {
        sum += place;
        count++;
    }

    void measure(double deviation) {
        measured = true;
        peakAbove = Math.max(peakAbove, deviation);
        peakBelow = Math.max(peakBelow, -deviation);
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    double mean() {
        return sum / count;
    }

    /** Whether any of its values was measured. */
    boolean isMeasured() {
        return measured;
    }

    double peakAbove() {
        return peakAbove;
    }

    double peakBelow() {
        return peakBelow;
    }

    /** Sets the mean, after a change of scale. */
    void restate(double mean) {
        sum = mean * count;
    }

    void write(StateWriter out) {
        out.time(start);
        out.exact(sum);
        out.count(count);
        out.exact(peakAbove);
        out.exact(peakBelow);
        out.flag(measured);
    }

    void read(StateReader in) {
        start = in.time();
        sum = in.finite();
        count = in.count(Integer.MAX_VALUE);
        peakAbove = in.finite();
        peakBelow = in.finite();
        measured = in.flag();
    }
}
