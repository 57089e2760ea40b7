package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.core.internal.quality.rule.Parameters;
import io.banditpipeline.money.Micros;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;

/**
 * Finds days on which an arm cost far more than the cap of its daily budget.
 *
 * <p>A cap is in the campaign's currency, a cost in the account's, and no rate is at hand here. So a cap counts only
 * for arms that kept it on nearly all days before: if the currencies are far apart, they either did not, and the rule
 * is silent, or cannot come near it.
 */
final class Overspend {
    private static final double KEPT_SHARE = 0.9;
    private static final double KEPT_TIMES = 1.2;

    private Overspend() {}

    static void judge(ArmDays days, Parameters parameters, Findings findings) {
        for (String arm : days.arms()) {
            ArmHistory history = days.context().arms().get(arm);
            if (history == null || history.arm().limits().capMicros() == Long.MAX_VALUE) {
                continue;
            }
            double cap = Micros.toDouble(history.arm().limits().capMicros());
            for (LocalDate day : days.days()) {
                Totals now = days.inSlice(arm, day);
                if (now != null
                        && now.cost() > parameters.get("warnTimes") * cap
                        && isKept(history, day, cap, parameters.count("minDays"))) {
                    tell(arm, day, now.cost(), cap, parameters, findings);
                }
            }
        }
    }

    private static boolean isKept(ArmHistory history, LocalDate day, double cap, long minDays) {
        double[] costs = history.firstDay()
                .datesUntil(history.firstDay().plusDays(history.days().size()))
                .filter(past -> past.isBefore(day))
                .mapToDouble(past -> Totals.of(history.on(past)).cost())
                .filter(cost -> cost > 0)
                .toArray();
        long kept =
                Arrays.stream(costs).filter(cost -> cost <= KEPT_TIMES * cap).count();
        return costs.length >= minDays && kept >= KEPT_SHARE * costs.length;
    }

    private static void tell(
            String arm, LocalDate day, double cost, double cap, Parameters parameters, Findings findings) {
        findings.add(
                cost > parameters.get("errorTimes") * cap ? Severity.ERROR : Severity.WARN,
                Subject.arm(arm, day),
                "cost",
                String.format(Locale.ROOT, "%.2f", cost),
                String.format(Locale.ROOT, "expected at most the cap of its daily budget, %.2f, or little more", cap));
    }
}
