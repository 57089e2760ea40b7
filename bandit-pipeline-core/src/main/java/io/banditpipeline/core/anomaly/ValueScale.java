package io.banditpipeline.core.anomaly;

import java.util.function.DoubleUnaryOperator;

/**
 * Turns values into logarithms that also exist for zero and for negative values: asinh(value / unit). Far above the
 * unit this is ln(2 value / unit), far below it is the value in units; it has been used for what is roughly
 * proportional but can be zero since Johnson (1949). The unit is a share of a typical value of the series, so currency
 * and size do not matter.
 */
final class ValueScale {
    /** Share of the typical value that is the unit. */
    static final double SHARE = 0.4;

    private static final int REMEMBERED = 64;
    private static final int ENOUGH = 12;
    private static final int FEWEST_STEPS = 4;
    private static final double SMALL_STEP = 0.1;
    private static final double MOVED = 8;
    private static final double MOST_UNITS = 1e150;
    private static final double FARTHEST = 345; // what is MOST_UNITS on this scale

    private final OrderedWindow sizes = new OrderedWindow(REMEMBERED);
    private final OrderedWindow steps = new OrderedWindow(REMEMBERED);
    private double unit;
    private double previous = Double.NaN;

    /**
     * Learns how large values are, and how small the steps between them. Says whether it has just now seen enough
     * values other than zero to know how large they are.
     */
    boolean learn(double value) {
        int before = sizes.size();
        if (value != 0) {
            sizes.add(bounded(Math.abs(value)));
        }
        double step = Math.abs(value - previous);
        if (step > 0) {
            steps.add(bounded(step));
        }
        previous = value;
        return before < ENOUGH && sizes.size() == ENOUGH;
    }

    private static double bounded(double size) {
        return Math.min(size, Float.MAX_VALUE);
    }

    double unit() {
        return unit;
    }

    /**
     * Takes the unit from the latest values that are not zero; not below half of what a usual small step is. Says how
     * to move places of the old scale onto the new one.
     */
    DoubleUnaryOperator choose() {
        double before = unit;
        double typical = sizes.size() > 0 ? sizes.median() * SHARE : 1;
        double step = steps.size() >= FEWEST_STEPS ? smallStep() / 2 : 0;
        double chosen = Math.max(typical, step);
        unit = chosen > 0 ? chosen : 1;
        return place -> of(value(place, before));
    }

    /** Whether a typical value, given on this scale, has moved so far that the unit no longer suits it. */
    boolean misfits(double typical) {
        double suited = SHARE * Math.abs(value(typical));
        return suited > MOVED * unit || suited > 0 && suited < unit / MOVED;
    }

    /** The usual smallest step: the tenth part of steps lies below. 0 if there are too few. */
    private double smallStep() {
        return steps.size() >= FEWEST_STEPS ? steps.quantile(SMALL_STEP) : 0;
    }

    /** How far a usual smallest step leads on this scale, from a place on it. */
    double stepAt(double place) {
        double step = smallStep();
        return step == 0 ? 0 : of(Math.abs(value(place)) + step) - Math.abs(place);
    }

    /** asinh(value / unit). */
    double of(double value) {
        double units = Math.min(Math.abs(value) / unit, MOST_UNITS);
        return Math.copySign(StrictMath.log(units + Math.sqrt(units * units + 1)), value);
    }

    /** Takes the unit from what is typical now, and says how to move places of the old scale onto the new one. */
    DoubleUnaryOperator chooseFor(double typical) {
        double before = unit;
        unit = SHARE * Math.abs(value(typical));
        return place -> of(value(place, before));
    }

    /** The value at a place on this scale. */
    double value(double place) {
        return value(place, unit);
    }

    private static double value(double place, double unit) {
        double value = unit * StrictMath.sinh(Math.max(-FARTHEST, Math.min(FARTHEST, place)));
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
    }

    void write(StateWriter out) {
        sizes.write(out);
        steps.write(out);
        out.exact(unit);
        out.exact(previous);
    }

    void read(StateReader in) {
        sizes.read(in);
        steps.read(in);
        unit = in.finite();
        previous = in.exact();
    }
}
