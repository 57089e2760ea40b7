package io.banditpipeline.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A job and when it is due.
 *
 * @param name unique within a scheduler; 1 to 100 characters
 * @param trigger when it is due
 * @param missed what is done about slots that passed while nobody was there
 * @param grace how late the begin of a slot may be without counting as missed, where missed slots are skipped; not
 *     negative
 * @param jitter a job is begun up to this long after its slot, so that many jobs do not call a platform at once; not
 *     negative, and shorter than the usual distance of slots. Of one slot the delay is always the same.
 * @param spread sets hosts apart whose jobs have the same names, so that their jitter differs: the name of a host or
 *     its account, for example; the same in all instances of a host; may be empty
 */
public record JobSpec(String name, Trigger trigger, MissedRuns missed, Duration grace, Duration jitter, String spread) {
    /** How late a slot may be begun unless a host says otherwise: 5 minutes. */
    public static final Duration DEFAULT_GRACE = Duration.ofMinutes(5);

    private static final int MAX_NAME = 100;
    private static final int DAYS_PER_WEEK = 7;

    /**
     * @throws IllegalArgumentException if the name is blank or too long, a duration is negative, or the jitter is as
     *     long as the usual distance of slots
     */
    public JobSpec {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "name must have 1 to " + MAX_NAME + " characters, but is '" + name + "'");
        }
        Objects.requireNonNull(trigger, "trigger");
        Objects.requireNonNull(missed, "missed");
        Objects.requireNonNull(spread, "spread");
        requireNotNegative("grace", grace);
        requireNotNegative("jitter", jitter);
        if (jitter.compareTo(usualDistance(trigger)) >= 0) {
            throw new IllegalArgumentException("jitter of job '" + name + "' must be shorter than "
                    + usualDistance(trigger) + ", the usual distance of its slots, but is " + jitter);
        }
    }

    /** A job whose jitter depends on its name alone. */
    public JobSpec(String name, Trigger trigger, MissedRuns missed, Duration grace, Duration jitter) {
        this(name, trigger, missed, grace, jitter, "");
    }

    /** A job without jitter, of whose missed slots the latest is run. */
    public static JobSpec of(String name, Trigger trigger) {
        return new JobSpec(name, trigger, MissedRuns.runOnce(), DEFAULT_GRACE, Duration.ZERO);
    }

    /** The same job with another policy of missed slots. */
    public JobSpec withMissed(MissedRuns value) {
        return new JobSpec(name, trigger, value, grace, jitter, spread);
    }

    /** The same job with another grace. */
    public JobSpec withGrace(Duration value) {
        return new JobSpec(name, trigger, missed, value, jitter, spread);
    }

    /** The same job with jitter. */
    public JobSpec withJitter(Duration value) {
        return new JobSpec(name, trigger, missed, grace, value, spread);
    }

    /** The same job with another spread of its jitter. */
    public JobSpec withSpread(String value) {
        return new JobSpec(name, trigger, missed, grace, jitter, value);
    }

    /**
     * What is to be done at a moment.
     *
     * @param slots the slots to run now, oldest first
     * @param skipped how many slots passed and are not run
     * @param next the slot to wait for after these; its {@link #begin begin} is later than the moment. Of a trigger of
     *     fixed delays it is a guess, to be computed again from the end of the run.
     */
    public record Due(List<Instant> slots, long skipped, Instant next) {
        /** Copies the list. */
        public Due {
            slots = List.copyOf(slots);
        }
    }

    /**
     * Works out what is to be done. A slot has passed once its {@link #begin begin} has come. Of a trigger of fixed
     * delays only the awaited slot can.
     *
     * <p>Memory grows with the limit of the policy only. So does time on a {@link Trigger.Every grid}; of daily and
     * weekly triggers it grows with the number of slots that passed, a year of days taking well under a millisecond.
     *
     * @param awaited the slot that was waited for
     * @param now the moment
     * @throws IllegalArgumentException if an instant is not in the years 1 to 9999
     */
    public Due due(Instant awaited, Instant now) {
        return DueSlots.of(this, awaited, now);
    }

    /**
     * When a slot is begun: at the slot, or up to the jitter later, always the same for one job, spread and slot. It is
     * always earlier than the next slot, also on a day on which a turn of the clock brings that closer.
     *
     * @throws IllegalArgumentException if the slot is not in the years 1 to 9999
     */
    public Instant begin(Instant slot) {
        if (jitter.isZero()) {
            return slot;
        }
        Duration room = Duration.between(slot, trigger.next(slot));
        long most = Math.max(0, Math.min(jitter.toMillis(), room.toMillis() - 1));
        long mixed = mix(mix((name + '\n' + spread).hashCode()) + slot.toEpochMilli());
        return slot.plusMillis(Math.floorMod(mixed, most + 1));
    }

    /** Spreads the bits of a number: the finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long bits) {
        long z = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    private static void requireNotNegative(String property, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(property + " must not be negative, but is " + value);
        }
    }

    private static Duration usualDistance(Trigger trigger) {
        if (trigger instanceof Trigger.Every every) {
            return every.period();
        }
        if (trigger instanceof Trigger.After after) {
            return after.delay();
        }
        return Duration.ofDays(trigger instanceof Trigger.Weekly ? DAYS_PER_WEEK : 1);
    }
}
