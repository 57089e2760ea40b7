package io.banditpipeline.core.anomaly;

import io.banditpipeline.anomaly.AnomalyDetector.Judgement;
import io.banditpipeline.anomaly.AnomalyDetector.Kind;
import io.banditpipeline.anomaly.AnomalyDetector.Series;
import io.banditpipeline.metric.Granularity;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One series of a {@link SeasonalDetector}: single values, hours, quarters of days and days are watched side by side.
 */
final class SeasonalSeries implements Series {
    private static final long MAGIC = 0x42504144_53455231L; // "BPADSER1": the last digit is the version of the form
    private static final int HOURS_OF_A_QUARTER = 6;

    private final Granularity granularity;
    private final Settings settings;
    private final DeviationWatch values;
    private final BlockWatch hours;
    private final BlockWatch quarters;
    private final ShiftWatch shifts = new ShiftWatch();
    private final Block day = new Block();
    private final BurstGate gate;

    SeasonalSeries(Granularity granularity, Settings settings) {
        this.granularity = granularity;
        this.settings = settings;
        values = new DeviationWatch(granularity, settings);
        hours = new BlockWatch(1, settings);
        quarters = new BlockWatch(HOURS_OF_A_QUARTER, settings);
        gate = new BurstGate(settings.burstDays() * Pace.of(granularity).burstDays());
    }

    /** Continues a series from a state. */
    static SeasonalSeries restore(Granularity granularity, Settings settings, byte[] state) {
        SeasonalSeries series = new SeasonalSeries(granularity, settings);
        series.read(new StateReader(state));
        return series;
    }

    @Override
    public Judgement next(LocalDateTime at, double value) {
        check(at, value);
        Deviation deviation = values.next(at, value);
        if (granularity == Granularity.HOUR) {
            deviation = deviation.or(means(at, value));
        }
        double shift = settings.levelShifts() ? shift(at, value) : 0;
        double strongest = Math.max(deviation.strength(), Math.abs(shift));
        double strength = gate.pass(at, settings.sensitivity() * strongest);
        double score = strength / (strength + 1);
        Kind kind = score < SeasonalDetector.THRESHOLD
                ? Kind.NONE
                : Math.abs(shift) >= deviation.strength() ? levelKind(shift) : valueKind(deviation);
        return new Judgement(score, deviation.expected(), kind);
    }

    /**
     * Judges means of hours and quarters. A spike is told by itself; means are for what stays hidden in single values.
     */
    private Deviation means(LocalDateTime at, double value) {
        double ordinary = values.ordinary(value);
        Deviation hour = values.isSubHourly() ? hours.next(at, ordinary) : Deviation.UNKNOWN;
        Deviation quarter = quarters.next(at, ordinary);
        return gate.remembersAlarm(at) ? hour : hour.or(quarter);
    }

    private void check(LocalDateTime at, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the value at " + at + " is " + value + ", not a finite number");
        }
        LocalDateTime latest = values.latest();
        if (latest != null && !at.isAfter(latest)) {
            throw new IllegalArgumentException("the time " + at + " is not later than " + latest
                    + ", the latest of this series; values come in order, one for each time");
        }
    }

    private static Kind levelKind(double shift) {
        return shift > 0 ? Kind.LEVEL_UP : Kind.LEVEL_DOWN;
    }

    private static Kind valueKind(Deviation deviation) {
        return deviation.isAbove() ? Kind.SPIKE : Kind.DROP;
    }

    /** A day is judged when it is complete: a daily value at once, hours with the first value of another day. */
    private double shift(LocalDateTime at, double value) {
        double place = values.scale().of(value);
        double unit = values.scale().unit();
        if (granularity == Granularity.DAY) {
            return shifts.day(at.toLocalDate(), place, 1, unit);
        }
        LocalDateTime start = at.toLocalDate().atStartOfDay();
        LocalDateTime before = day.start();
        double shift = 0;
        if (!start.equals(before)) {
            shift = before == null ? 0 : shifts.day(before.toLocalDate(), day.mean(), day.count(), unit);
            day.begin(start);
        }
        day.add(place);
        return shift;
    }

    @Override
    public @Nullable LocalDateTime latest() {
        return values.latest();
    }

    @Override
    public byte[] state() {
        StateWriter out = new StateWriter();
        out.whole(MAGIC);
        out.count(granularity.ordinal());
        out.count(settings.text().hashCode());
        values.write(out);
        hours.write(out);
        quarters.write(out);
        shifts.write(out);
        day.write(out);
        gate.write(out);
        return out.finish();
    }

    private void read(StateReader in) {
        if (in.whole() != MAGIC) {
            throw StateReader.refused("it is of another kind or version");
        }
        if (in.count(Granularity.values().length - 1) != granularity.ordinal()) {
            throw StateReader.refused("it is of another granularity than " + granularity);
        }
        if (in.any() != settings.text().hashCode()) {
            throw StateReader.refused("it was made with other settings than " + settings.text());
        }
        values.read(in);
        hours.read(in);
        quarters.read(in);
        shifts.read(in);
        day.read(in);
        gate.read(in);
        in.finish();
    }
}
