package io.banditpipeline.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * A job and when it is due.
 *
 * @param name unique within a scheduler; 1 to 100 characters
 * @param trigger when it is due
 * @param missed what is done about slots that passed while nobody was there
 * @param grace how late a slot may be begun without counting as missed; not negative
 * @param jitter a job is begun up to this long after its slot, so that many hosts do not call a platform at once; not
 *     negative. Of one slot the delay is always the same.
 */
public record JobSpec(String name, Trigger trigger, MissedRuns missed, Duration grace, Duration jitter) {
    /** How late a slot may be begun unless a host says otherwise: 5 minutes. */
    public static final Duration DEFAULT_GRACE = Duration.ofMinutes(5);

    private static final int MAX_NAME = 100;

    /** @throws IllegalArgumentException if the name is blank or too long, or a duration is negative */
    public JobSpec {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "name must have 1 to " + MAX_NAME + " characters, but is '" + name + "'");
        }
        Objects.requireNonNull(trigger, "trigger");
        Objects.requireNonNull(missed, "missed");
        requireNotNegative("grace", grace);
        requireNotNegative("jitter", jitter);
    }

    /** A job without jitter, of whose missed slots the latest is run. */
    public static JobSpec of(String name, Trigger trigger) {
        return new JobSpec(name, trigger, MissedRuns.runOnce(), DEFAULT_GRACE, Duration.ZERO);
    }

    /** The same job with another policy of missed slots. */
    public JobSpec withMissed(MissedRuns value) {
        return new JobSpec(name, trigger, value, grace, jitter);
    }

    /** The same job with another grace. */
    public JobSpec withGrace(Duration value) {
        return new JobSpec(name, trigger, missed, value, jitter);
    }

    /** The same job with jitter. */
    public JobSpec withJitter(Duration value) {
        return new JobSpec(name, trigger, missed, grace, value);
    }

    /**
     * What is to be done at a moment.
     *
     * @param slots the slots to run now, oldest first
     * @param skipped how many slots passed and are not run
     * @param next the slot to wait for after these; later than the moment
     */
    public record Due(List<Instant> slots, long skipped, Instant next) {
        /** Copies the list. */
        public Due {
            slots = List.copyOf(slots);
        }
    }

    /**
     * Works out what is to be done. Time and memory grow with the number of slots between the two instants and with the
     * limit of the policy; a trigger of fixed delays has one slot.
     *
     * @param awaited the slot that was waited for
     * @param now the moment
     */
    public Due due(Instant awaited, Instant now) {
        if (now.isBefore(awaited)) {
            return new Due(List.of(), 0, awaited);
        }
        if (trigger instanceof Trigger.After) {
            return new Due(List.of(awaited), 0, trigger.next(now));
        }
        Deque<Instant> latest = new ArrayDeque<>();
        long passed = 0;
        Instant slot = awaited;
        for (; !slot.isAfter(now); slot = trigger.next(slot)) {
            passed++;
            latest.addLast(slot);
            if (latest.size() > missed.limit()) {
                latest.removeFirst();
            }
        }
        if (missed.kind() == MissedRuns.Kind.SKIP
                && latest.getLast().plus(grace).isBefore(now)) {
            latest.clear();
        }
        return new Due(List.copyOf(latest), passed - latest.size(), slot);
    }

    /** When a slot is begun: at the slot, or up to the jitter later, always the same for one job and slot. */
    public Instant begin(Instant slot) {
        if (jitter.isZero()) {
            return slot;
        }
        long mixed = mix(name.hashCode() * 0x9E3779B97F4A7C15L + slot.getEpochSecond());
        return slot.plusMillis(Math.floorMod(mixed, jitter.toMillis() + 1));
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
}
