package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.core.internal.quality.rule.Parameters;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import java.time.LocalDate;

/**
 * Finds days on which all arms' prices stepped by one factor while the currency's label stayed: amounts of another
 * currency.
 *
 * <p>A step counts if it is beyond six spreads of the steps of the days before, and half as large again as the largest
 * of them, if most arms share it, and if CPC and CPM share it. By a factor of three or more, up or down, no auction
 * moves a whole account within a day: such a slice is refused. A smaller step may be a sale, so that its rows are kept
 * and the day is flagged. A factor of a million is a mistake of units, and another rule's; near a hundred or a thousand
 * it may be either, and both rules speak.
 */
final class CurrencyShift {
    private static final int PAST_DAYS = 28;
    private static final double LEAST_SPREAD = 0.01;
    private static final double SPREADS = 6;
    private static final double OVER_LARGEST = 1.5;
    private static final double RELATIVE_TOLERANCE = 0.25;
    private static final double CLICK_RATE_TOLERANCE = 0.1;

    private CurrencyShift() {}

    static void judge(ArmDays days, Parameters parameters, Findings findings) {
        for (LocalDate day : days.daysOverFor(0)) {
            PriceLevels levels = PriceLevels.of(days, day, PAST_DAYS, parameters.count("minDays"));
            if (levels.armCount() >= parameters.count("minArms") && isCommonStep(levels, parameters)) {
                tell(days, day, levels, parameters, findings);
            }
        }
    }

    private static boolean isCommonStep(PriceLevels levels, Parameters parameters) {
        double step = levels.step();
        double[] past = levels.pastSteps();
        if (Double.isNaN(step)
                || Unit.of(step) == Unit.MILLIONTHS
                || Unit.of(step) == Unit.UNITS_FOR_MILLIONTHS
                || Robust.count(past) < parameters.count("minDays") / 2) {
            return false;
        }
        double size = Math.abs(step);
        return size >= Math.log(parameters.get("minFactor"))
                && size >= SPREADS * Math.max(LEAST_SPREAD, Robust.spread(past))
                && size >= OVER_LARGEST * Robust.largest(past)
                && levels.agreement(RELATIVE_TOLERANCE * size) >= parameters.get("armShare")
                && Math.abs(levels.clickRateStep()) <= CLICK_RATE_TOLERANCE + RELATIVE_TOLERANCE * size;
    }

    private static void tell(
            ArmDays days, LocalDate day, PriceLevels levels, Parameters parameters, Findings findings) {
        double factor = Math.exp(levels.step());
        Unit unit = Unit.of(levels.step());
        double refused = parameters.get("refusedFactor");
        findings.add(
                factor >= refused || factor <= 1 / refused ? Severity.FATAL : Severity.ERROR,
                Subject.account(days.context().slice().account(), day),
                "currency",
                Unit.text(factor),
                "cost for as many impressions and clicks is " + Unit.text(factor)
                        + " times that of the days before, for"
                        + " all " + levels.armCount() + " arms alike; amounts look like another currency than "
                        + days.context().slice().account().currency().getCurrencyCode()
                        + (unit == null ? "" : ", or of another unit: " + unit.proposal()));
    }
}
