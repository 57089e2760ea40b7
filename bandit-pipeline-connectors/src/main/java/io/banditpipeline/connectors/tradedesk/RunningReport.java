package io.banditpipeline.connectors.tradedesk;

import java.time.Duration;
import java.time.Instant;

/**
 * A report that was asked for and not yet read.
 *
 * @param scheduleId the platform's id of the schedule that makes it
 * @param askedAt when it was asked for: its rows are as of then
 * @param step how long is waited after the next look that does not find it
 * @param lookAt when it is looked for next
 */
record RunningReport(String scheduleId, Instant askedAt, Duration step, Instant lookAt) {
    /** How long is waited for a report of which nothing is known. */
    static final Duration FIRST_WAIT = Duration.ofSeconds(5);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /** By what reports of one template differ, about: after the usual time they are looked for in such steps. */
    private static final int STEPS_OF_USUAL_TIME = 8;

    /** A report that was just asked for, and that usually takes so long. */
    static RunningReport askedFor(String scheduleId, Instant now, Duration usual) {
        Duration first = atMost(usual.compareTo(FIRST_WAIT) < 0 ? FIRST_WAIT : usual);
        Duration step = first.dividedBy(STEPS_OF_USUAL_TIME);
        return new RunningReport(scheduleId, now, step.compareTo(FIRST_WAIT) < 0 ? FIRST_WAIT : step, now.plus(first));
    }

    /** It was looked for and is not there: it is looked for again after the step, which doubles, up to 10 minutes. */
    RunningReport notFound(Instant now) {
        return new RunningReport(scheduleId, askedAt, atMost(step.multipliedBy(2)), now.plus(step));
    }

    private static Duration atMost(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }
}
