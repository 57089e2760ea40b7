package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.core.internal.quality.rule.Parameters;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import java.time.LocalDate;
import java.util.List;

/**
 * Finds arms that ran on every one of the last days and have no row of this one. A single arm may have been paused,
 * which is noted; of several at once the account is warned of.
 */
final class MissingArms {
    private MissingArms() {}

    static void judge(ArmDays days, Parameters parameters, Findings findings) {
        long activeDays = parameters.count("activeDays");
        for (LocalDate day : days.daysOverFor(parameters.get("lagHours"))) {
            List<String> expected = days.arms().stream()
                    .filter(arm -> ran(days, arm, day, activeDays))
                    .toList();
            List<String> missing = expected.stream()
                    .filter(arm -> days.inSlice(arm, day) == null)
                    .toList();
            for (String arm : missing) {
                findings.add(
                        Severity.INFO,
                        Subject.arm(arm, day),
                        "",
                        "no row",
                        "expected a row, since the arm ran on each of the " + activeDays + " days before");
            }
            if (missing.size() > 1 && missing.size() > parameters.get("missingShare") * expected.size()) {
                findings.add(
                        Subject.account(days.context().slice().account(), day),
                        "arms",
                        missing.size() + " of " + expected.size(),
                        "expected rows of " + expected.size() + " arms, which ran on each of the " + activeDays
                                + " days before; " + missing.size() + " have none, such as " + missing.get(0));
            }
        }
    }

    private static boolean ran(ArmDays days, String arm, LocalDate day, long activeDays) {
        for (int i = 1; i <= activeDays; i++) {
            if (!days.isActive(arm, day.minusDays(i))) {
                return false;
            }
        }
        return true;
    }
}
