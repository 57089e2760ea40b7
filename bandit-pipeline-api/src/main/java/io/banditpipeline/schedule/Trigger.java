package io.banditpipeline.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;

/**
 * When a job is due: a strictly increasing series of instants, its slots. A slot is a pure function of the trigger, so
 * that every instance of a host computes the same ones. Slots are whole milliseconds, so that databases keep them as
 * they are.
 */
public sealed interface Trigger {
    /** What is done on a local date on which the local time does not exist, because the clock was turned over it. */
    enum Gap {
        /** Fires at the end of the gap: of 02:30 in a gap from 02:00 to 03:00, at 03:00. */
        AT_END,
        /** Fires as much later as the clock was turned: of 02:30 in a gap from 02:00 to 03:00, at 03:30. */
        SHIFTED,
        /** Does not fire on that date. */
        SKIPPED
    }

    /** What is done on a local date on which the local time comes twice. */
    enum Overlap {
        /** Fires when it comes first. */
        EARLIER,
        /** Fires when it comes again. */
        LATER,
        /** Fires both times. */
        BOTH
    }

    /**
     * The first slot after an instant.
     *
     * @param after the instant; for {@link After}, the end of the run before
     * @return an instant that is later than {@code after}
     * @throws IllegalArgumentException if {@code after} is not in the years 1 to 9999
     */
    Instant next(Instant after);

    /**
     * A grid of UTC instants: the epoch, moved by an offset, and every whole period before and after. Time zones and
     * their transitions do not touch it.
     *
     * @param period the distance of slots; 1 ms to 36,525 days, in whole milliseconds
     * @param offset at least zero and less than the period, in whole milliseconds
     */
    record Every(Duration period, Duration offset) implements Trigger {
        /** @throws IllegalArgumentException if the period or the offset is out of its range */
        public Every {
            SlotMath.requireGrid(period, offset);
        }

        @Override
        public Instant next(Instant after) {
            return SlotMath.nextOnGrid(after, this);
        }
    }

    /**
     * Once a local date, whatever the clock does on it. A date that the zone left out, as Samoa did with 2011-12-30,
     * has no slot. Where a gap spans midnight, the slot of a date may lie at the begin of the next one; that has its
     * own.
     *
     * @param at the local time, in whole milliseconds
     * @param zone the zone whose dates and clock count
     * @param gap what is done where the time does not exist
     * @param overlap what is done where it comes twice
     */
    record Daily(LocalTime at, ZoneId zone, Gap gap, Overlap overlap) implements Trigger {
        /** @throws IllegalArgumentException if the time is not in whole milliseconds */
        public Daily {
            SlotMath.requireWholeMillis(at);
            Objects.requireNonNull(zone, "zone");
            Objects.requireNonNull(gap, "gap");
            Objects.requireNonNull(overlap, "overlap");
        }

        @Override
        public Instant next(Instant after) {
            return SlotMath.nextDaily(after, this);
        }
    }

    /**
     * Once a week, on the local dates that are a certain day of it, as a {@link Daily} is on each. In a week whose date
     * the zone left out there is no slot.
     *
     * @param day the day of the week
     * @param at the local time, in whole milliseconds
     * @param zone the zone whose dates and clock count
     * @param gap what is done where the time does not exist
     * @param overlap what is done where it comes twice
     */
    record Weekly(DayOfWeek day, LocalTime at, ZoneId zone, Gap gap, Overlap overlap) implements Trigger {
        /** @throws IllegalArgumentException if the time is not in whole milliseconds */
        public Weekly {
            Objects.requireNonNull(day, "day");
            SlotMath.requireWholeMillis(at);
            Objects.requireNonNull(zone, "zone");
            Objects.requireNonNull(gap, "gap");
            Objects.requireNonNull(overlap, "overlap");
        }

        @Override
        public Instant next(Instant after) {
            return SlotMath.nextWeekly(after, this);
        }
    }

    /**
     * Again and again, this long after the end of the run before, rounded up to a whole millisecond.
     *
     * @param delay positive, at most 36,525 days
     */
    record After(Duration delay) implements Trigger {
        /** @throws IllegalArgumentException if the delay is not positive or too long */
        public After {
            SlotMath.requireDelay(delay);
        }

        @Override
        public Instant next(Instant after) {
            return SlotMath.nextAfterDelay(after, delay);
        }
    }

    /** Every full hour of UTC. */
    static Trigger hourly() {
        return every(Duration.ofHours(1));
    }

    /** Every whole period since the epoch: every 15 minutes is at :00, :15, :30 and :45 of UTC. */
    static Trigger every(Duration period) {
        return new Every(period, Duration.ZERO);
    }

    /**
     * Once a local date: at the end of the gap if the time does not exist, and when it comes first if it comes twice.
     */
    static Trigger daily(LocalTime at, ZoneId zone) {
        return new Daily(at, zone, Gap.AT_END, Overlap.EARLIER);
    }

    /** Once a week: at the end of the gap if the time does not exist, and when it comes first if it comes twice. */
    static Trigger weekly(DayOfWeek day, LocalTime at, ZoneId zone) {
        return new Weekly(day, at, zone, Gap.AT_END, Overlap.EARLIER);
    }

    /** This long after the end of the run before. */
    static Trigger after(Duration delay) {
        return new After(delay);
    }
}
