package io.banditpipeline.core.anomaly;

import java.time.LocalDate;

/**
 * Watches the level of days for a lasting shift: two one-sided cumulative sums (Page 1954) of how far a day is from the
 * median of the last four weeks, less what its weekday usually is away from it, in robust deviations. A single day
 * counts at most 4, so that it takes three days at least; small shifts take longer.
 */
final class ShiftWatch {
    private static final int LEVEL_DAYS = 28;
    private static final int SPREAD_DAYS = 56;
    private static final int COUNT_DAYS = 14;
    private static final int FEWEST_LEVEL = 3;
    private static final int FEWEST_SPREAD = 14;
    private static final double FULL_DAY = 0.6;
    private static final double MOST = 4;
    private static final double SLACK = 1;
    private static final double LIMIT = 8;
    private static final double RELATIVE_FLOOR = 0.02;
    private static final double MAD_TO_DEVIATION = 1.4826;
    private static final double WIDE = 0.9;
    private static final double WIDE_TO_DEVIATION = 1 / 1.645;

    private final OrderedWindow level = new OrderedWindow(LEVEL_DAYS);
    private final OrderedWindow spread = new OrderedWindow(SPREAD_DAYS);
    private final OrderedWindow counts = new OrderedWindow(COUNT_DAYS);
    private SeasonTable weekdays = new SeasonTable(Season.WEEKDAY);
    private double unit;
    private double last;
    private double lastButOne;
    private double up;
    private double down;

    /**
     * Judges a day.
     *
     * @param mean the mean place of its values on a scale with a unit
     * @param count how many values it had; a day with far fewer than usual is left out
     * @return how far above the limit, 1 and more, positive if up and negative if down; 0 if there is no shift
     */
    double day(LocalDate day, double mean, int count, double unit) {
        if (this.unit != unit) {
            begin(unit);
        }
        counts.add(count);
        if (count < FULL_DAY * counts.median()) {
            return 0;
        }
        double shift = level.size() < FEWEST_LEVEL ? 0 : judge(day, mean);
        if (shift != 0) {
            beginLevel();
        }
        level.add(mean);
        lastButOne = last;
        last = mean;
        return shift;
    }

    private double judge(LocalDate day, double mean) {
        double away = mean - level.median();
        double usual = weekdays.at(day.atStartOfDay());
        double miss = away - (Double.isNaN(usual) ? 0 : usual);
        weekdays.add(day.atStartOfDay(), away);
        if (spread.size() < FEWEST_SPREAD) {
            spread.add(Math.abs(miss));
            return 0;
        }
        double deviation = deviation();
        double deviations = Math.max(-MOST, Math.min(MOST, miss / deviation));
        spread.add(Math.min(Math.abs(miss), MOST * deviation));
        up = Math.max(0, up + deviations - SLACK);
        down = Math.max(0, down - deviations - SLACK);
        return Math.max(up, down) < LIMIT ? 0 : up > down ? up / LIMIT : -down / LIMIT;
    }

    private double deviation() {
        double narrow = MAD_TO_DEVIATION * spread.median();
        double wide = WIDE_TO_DEVIATION * spread.quantile(WIDE);
        return Math.max(RELATIVE_FLOOR, Math.max(narrow, wide));
    }

    /** The level from here on is that of the last days, so that one shift is told once. */
    private void beginLevel() {
        level.clear();
        level.add(lastButOne);
        level.add(last);
        up = 0;
        down = 0;
    }

    private void begin(double newUnit) {
        unit = newUnit;
        level.clear();
        spread.clear();
        weekdays = new SeasonTable(Season.WEEKDAY);
        up = 0;
        down = 0;
    }

    void write(StateWriter out) {
        level.write(out);
        spread.write(out);
        counts.write(out);
        weekdays.write(out);
        out.exact(unit);
        out.exact(last);
        out.exact(lastButOne);
        out.exact(up);
        out.exact(down);
    }

    void read(StateReader in) {
        level.read(in);
        spread.read(in);
        counts.read(in);
        weekdays.read(in);
        unit = in.finite();
        last = in.finite();
        lastButOne = in.finite();
        up = in.finite();
        down = in.finite();
    }
}
