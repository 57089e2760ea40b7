package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.core.internal.quality.rule.Parameters;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import java.time.LocalDate;
import java.util.stream.IntStream;

/**
 * Compares how many arms a day has rows of with the same weekday of the four weeks before. A level that already fell on
 * the days before is a decision of people, not a fault of the feed: it is not held against each day anew.
 */
final class ArmVolume {
    private static final int WEEKS = 4;
    private static final int RECENT_DAYS = 3;
    private static final int DAYS_PER_WEEK = 7;

    private ArmVolume() {}

    static void judge(ArmDays days, Parameters parameters, Findings findings) {
        for (LocalDate day : days.daysOverFor(parameters.get("lagHours"))) {
            long present = days.arms().stream()
                    .filter(arm -> days.inSlice(arm, day) != null)
                    .count();
            double expected = expected(days, day);
            if (present == 0 ? expected >= 1 : expected >= parameters.get("minArms")) {
                tell(days, day, present, expected, parameters, findings);
            }
        }
    }

    private static double expected(ArmDays days, LocalDate day) {
        double weekdays = Robust.median(IntStream.rangeClosed(1, WEEKS)
                .mapToDouble(week -> known(days, day.minusDays((long) week * DAYS_PER_WEEK)))
                .filter(count -> count > 0)
                .toArray());
        double recent = IntStream.rangeClosed(1, RECENT_DAYS)
                .mapToDouble(before -> known(days, day.minusDays(before)))
                .max()
                .orElse(0);
        return Double.isNaN(weekdays) ? 0 : Math.min(weekdays, recent);
    }

    private static long known(ArmDays days, LocalDate day) {
        return days.arms().stream().filter(arm -> days.known(arm, day) != null).count();
    }

    private static void tell(
            ArmDays days, LocalDate day, long present, double expected, Parameters parameters, Findings findings) {
        double missing = 1 - present / expected;
        if (present > 0 && missing < parameters.get("warnShare")) {
            return;
        }
        findings.add(
                present == 0 || missing >= parameters.get("errorShare") ? Severity.ERROR : Severity.WARN,
                Subject.account(days.context().slice().account(), day),
                "rows",
                present + " arms",
                "expected rows of about " + Math.round(expected) + " arms, as on the same weekday of the weeks before");
    }
}
