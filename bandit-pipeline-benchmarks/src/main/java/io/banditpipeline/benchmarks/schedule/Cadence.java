package io.banditpipeline.benchmarks.schedule;

import java.time.LocalTime;

/**
 * How often a job is wanted.
 *
 * @param label the words for it
 * @param everyMinutes the distance in minutes, or 0 if it is daily
 * @param at the local time of a daily one, at a full minute; midnight if it is not daily
 */
record Cadence(String label, int everyMinutes, LocalTime at) {
    private static final int MINUTES_PER_HOUR = 60;

    static Cadence hourly() {
        return new Cadence("hourly", MINUTES_PER_HOUR, LocalTime.MIDNIGHT);
    }

    static Cadence everyQuarter() {
        return new Cadence("every 15 min", 15, LocalTime.MIDNIGHT);
    }

    static Cadence daily(String at) {
        return new Cadence("daily " + at, 0, LocalTime.parse(at));
    }

    boolean isDaily() {
        return everyMinutes == 0;
    }

    /**
     * The cron expression with seconds, as people write it.
     *
     * @param dayOfWeek how the dialect says "any day of the week"
     */
    String cron(String dayOfWeek) {
        if (isDaily()) {
            return "0 " + at.getMinute() + ' ' + at.getHour() + " * * " + dayOfWeek;
        }
        return (everyMinutes == MINUTES_PER_HOUR ? "0 0 * * * " : "0 0/" + everyMinutes + " * * * ") + dayOfWeek;
    }
}
