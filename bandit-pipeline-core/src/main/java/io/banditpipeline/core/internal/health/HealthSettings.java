package io.banditpipeline.core.internal.health;

import java.time.Duration;

/**
 * What is still well, and how long is waited for answers.
 *
 * @param feedLagDays the most account-local days that a feed may be behind; at least 0
 * @param runGrace how long after its slot a job's run may still be under way without being late
 * @param takeOverGrace how long after the end of its lease a broken-off run may wait to be taken over
 * @param heldRowAge how long a row may wait in quarantine
 * @param credentialsNotice how long before credentials expire a person is told
 * @param versionNotice how long before the sunset of an API's version a person is told
 * @param underspendShare the share of its allocation that a campaign must have spent; from 0 to 1
 * @param underspendDays over how many complete days that is judged; at least 1
 * @param clockTolerance how far the clocks of instances may be apart
 * @param answerWithin how long the database may take for its first answer
 * @param readWithin how long all other reads may take together
 */
public record HealthSettings(
        int feedLagDays,
        Duration runGrace,
        Duration takeOverGrace,
        Duration heldRowAge,
        Duration credentialsNotice,
        Duration versionNotice,
        double underspendShare,
        int underspendDays,
        Duration clockTolerance,
        Duration answerWithin,
        Duration readWithin) {
    /** Days that a feed may be behind, as many as the planner lets an account lag. */
    private static final int DEFAULT_LAG_DAYS = 2;

    private static final double HALF = 0.5;
    private static final int THREE_DAYS = 3;

    /** @throws IllegalArgumentException if a number is out of its range or a duration is negative */
    public HealthSettings {
        require(feedLagDays >= 0, "feedLagDays must be at least 0, but is " + feedLagDays);
        require(underspendDays >= 1, "underspendDays must be at least 1, but is " + underspendDays);
        require(
                underspendShare >= 0 && underspendShare <= 1,
                "underspendShare must be from 0 to 1, but is " + underspendShare);
        requireNotNegative("runGrace", runGrace);
        requireNotNegative("takeOverGrace", takeOverGrace);
        requireNotNegative("heldRowAge", heldRowAge);
        requireNotNegative("credentialsNotice", credentialsNotice);
        requireNotNegative("versionNotice", versionNotice);
        requireNotNegative("clockTolerance", clockTolerance);
        requireNotNegative("answerWithin", answerWithin);
        requireNotNegative("readWithin", readWithin);
    }

    /**
     * Feeds 2 days behind, runs 3 hours late, broken-off runs for 5 minutes, held rows for 7 days; 14 days before
     * credentials expire and 60 before a version's sunset; half of the budget in 3 days; clocks 1 minute apart; 10 and
     * 20 seconds for answers.
     */
    public static HealthSettings ofDefaults() {
        return new HealthSettings(
                DEFAULT_LAG_DAYS,
                Duration.ofHours(3),
                Duration.ofMinutes(5),
                Duration.ofDays(7),
                Duration.ofDays(14),
                Duration.ofDays(60),
                HALF,
                THREE_DAYS,
                Duration.ofMinutes(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20));
    }

    /** The same with other bounds on waiting. */
    public HealthSettings answering(Duration within, Duration allWithin) {
        return new HealthSettings(
                feedLagDays,
                runGrace,
                takeOverGrace,
                heldRowAge,
                credentialsNotice,
                versionNotice,
                underspendShare,
                underspendDays,
                clockTolerance,
                within,
                allWithin);
    }

    private static void requireNotNegative(String property, Duration value) {
        require(!value.isNegative(), property + " must not be negative, but is " + value);
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(problem);
        }
    }
}
