package io.banditpipeline.jooq.internal.schedule;

import java.time.Instant;

/**
 * What is kept of a job between its slots.
 *
 * @param slot the slot that is waited for, or that was begun
 * @param begun whether the slot was begun and is not done: it is then run again, whatever has passed since
 * @param failures how often in a row the slot has failed
 * @param missed how many slots just before it passed and are not run
 * @param skipped how many slots have been skipped ever
 * @param trigger the text of the trigger that the slot is of
 */
record JobState(Instant slot, boolean begun, int failures, long missed, long skipped, String trigger) {
    /** Waits for a first slot. */
    static JobState first(Instant slot, String trigger) {
        return new JobState(slot, false, 0, 0, 0, trigger);
    }

    /** Waits for a slot. */
    JobState await(Instant next, String of) {
        return new JobState(next, false, 0, 0, skipped, of);
    }

    /** Waits for a slot because those before it are not run. */
    JobState skip(long count, Instant next) {
        return new JobState(next, false, 0, 0, skipped + count, trigger);
    }

    /** Begins a slot. */
    JobState begin(Instant due, long missedBefore) {
        return new JobState(due, true, 0, missedBefore, skipped + missedBefore, trigger);
    }

    /** The slot has failed. */
    JobState fail() {
        return new JobState(slot, begun, failures + 1, missed, skipped, trigger);
    }
}
