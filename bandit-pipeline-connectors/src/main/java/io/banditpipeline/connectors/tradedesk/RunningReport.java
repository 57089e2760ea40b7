package io.banditpipeline.connectors.tradedesk;

import java.time.Duration;
import java.time.Instant;

/**
 * A report that was asked for and not yet read.
 *
 * @param scheduleId the platform's id of the schedule that makes it
 * @param askedAt when it was asked for: its rows are as of then
 * @param looks how often it was looked for already
 */
record RunningReport(String scheduleId, Instant askedAt, int looks) {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 8;

    RunningReport lookedAt() {
        return new RunningReport(scheduleId, askedAt, looks + 1);
    }

    /** How long until it is looked for again: 5 s, and twice as long each time, at most 15 min. */
    Duration nextWait() {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(looks, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }
}
