package io.banditpipeline.core.bandit;

import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.money.Micros;
import java.util.Currency;
import java.util.Locale;

/** Says in one sentence why an arm gets what it gets. Immutable. */
record ReasonText(Currency currency, CurveDraws.Measure measure, boolean budgetIsCut) {
    private static final double MANIFOLD_PERCENT = 1_000;

    String of(ArmAllocation arm) {
        return change(arm) + ", " + why(arm) + "; " + worth(arm) + ".";
    }

    private String change(ArmAllocation arm) {
        double now = Micros.toDouble(arm.budgetMicros());
        double before = Micros.toDouble(arm.previousMicros());
        if (before <= 0) {
            return text("New money: %.2f %s", now, currency);
        }
        double percent = 100 * (now / before - 1);
        if (percent >= MANIFOLD_PERCENT) {
            return text("Up from %.2f to %.2f %s", before, now, currency);
        }
        String direction = Math.abs(percent) < 0.05 ? "Kept" : percent > 0 ? "Up" : "Down";
        return text("%s %.1f %% from %.2f to %.2f %s", direction, Math.abs(percent), before, now, currency);
    }

    private String why(ArmAllocation arm) {
        return switch (arm.binding()) {
            case NONE -> "the mean of what it gets in each posterior draw";
            case FLOOR -> "its floor";
            case CAP -> "its cap";
            case STEP_UP -> "the most it may rise to in one day";
            case STEP_DOWN -> budgetIsCut ? "its part of the cut budget" : "the least it may fall to in one day";
            case HELD -> "held from the last good allocation";
        };
    }

    private String worth(ArmAllocation arm) {
        if (measure == CurveDraws.Measure.NONE) {
            return "nothing is known of its returns yet, so shares are kept";
        }
        String what = measure == CurveDraws.Measure.REVENUE ? " " + currency : " conversions";
        return text(
                "one more %s is expected to bring %.4g%s (90 %%: %.4g to %.4g)",
                currency, arm.marginalReturn(), what, arm.marginalLow(), arm.marginalHigh());
    }

    private static String text(String format, Object... figures) {
        return String.format(Locale.ROOT, format, figures);
    }
}
