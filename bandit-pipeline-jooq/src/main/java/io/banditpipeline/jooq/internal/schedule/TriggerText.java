package io.banditpipeline.jooq.internal.schedule;

import io.banditpipeline.schedule.Trigger;

/** A trigger as text: two triggers have the same text if and only if they are equal. */
final class TriggerText {
    private TriggerText() {}

    static String of(Trigger trigger) {
        if (trigger instanceof Trigger.Every every) {
            return "every " + every.period() + " from " + every.offset();
        }
        if (trigger instanceof Trigger.Daily daily) {
            return "daily " + daily.at() + " " + daily.zone() + " " + daily.gap() + " " + daily.overlap();
        }
        if (trigger instanceof Trigger.Weekly weekly) {
            return "weekly " + weekly.day() + " " + weekly.at() + " " + weekly.zone() + " " + weekly.gap() + " "
                    + weekly.overlap();
        }
        if (trigger instanceof Trigger.After after) {
            return "after " + after.delay();
        }
        throw new IllegalArgumentException("unknown trigger: " + trigger);
    }
}
