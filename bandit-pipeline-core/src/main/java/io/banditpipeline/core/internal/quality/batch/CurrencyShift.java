package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.core.internal.quality.rule.Parameters;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import java.time.LocalDate;
import java.util.function.ToDoubleFunction;

/**
 * Finds days on which all arms' prices stepped by one factor while the currency's label stayed: amounts of another
 * currency.
 *
 * <p>Prices are costs for as many impressions. A step of them counts if it is beyond six spreads of the steps of the
 * days before, and half as large again as the largest of them, if most arms share it, and if costs for as many clicks
 * share it. A step of the values of orders counts in the same way if prices bear it out: they vary less than prices in
 * many shops, so that they show the currencies that are near each other; but a discount moves them, and no prices.
 *
 * <p>By a factor of three or more, up or down, no auction moves a whole account within a day: such a slice is refused.
 * A smaller step may be a sale, so that its rows are kept and the day is flagged. A factor of a million is a mistake of
 * units, and another rule's; near a hundred or a thousand it may be either, and both rules speak.
 */
final class CurrencyShift {
    private static final int PAST_DAYS = 28;
    private static final double LEAST_IMPRESSIONS = 100;
    private static final double LEAST_CLICKS = 5;
    private static final double LEAST_SPREAD = 0.01;
    private static final double SPREADS = 6;
    private static final double BEARING_SPREADS = 2;
    private static final double OVER_LARGEST = 1.5;
    private static final double RELATIVE_TOLERANCE = 0.25;
    private static final double CLICK_RATE_TOLERANCE = 0.1;

    private final ArmDays days;
    private final Parameters parameters;

    private CurrencyShift(ArmDays days, Parameters parameters) {
        this.days = days;
        this.parameters = parameters;
    }

    static void judge(ArmDays days, Parameters parameters, Findings findings) {
        CurrencyShift shift = new CurrencyShift(days, parameters);
        days.daysOverFor(0).forEach(day -> shift.judge(day, findings));
    }

    private void judge(LocalDate day, Findings findings) {
        CommonLevel prices = level(day, CurrencyShift::logPrice);
        double step = prices.step();
        if (prices.armCount() < parameters.count("minArms") || Double.isNaN(step) || isMillion(step)) {
            return;
        }
        if ((isCommon(prices) && clicksShare(day, step)) || isCommonOfOrders(day, prices)) {
            tell(day, prices.armCount(), step, findings);
        }
    }

    private CommonLevel level(LocalDate day, ToDoubleFunction<Totals> quantity) {
        return CommonLevel.of(days, day, quantity, PAST_DAYS, parameters.count("minDays"));
    }

    private static boolean isMillion(double step) {
        Unit unit = Unit.of(step);
        return unit == Unit.MILLIONTHS || unit == Unit.UNITS_FOR_MILLIONTHS;
    }

    private boolean isCommon(CommonLevel level) {
        double size = Math.abs(level.step());
        double[] past = level.pastSteps();
        return Robust.count(past) >= parameters.get("minDays") / 2
                && size >= Math.log(parameters.get("minFactor"))
                && size >= SPREADS * spread(past)
                && size >= OVER_LARGEST * Robust.largest(past)
                && level.agreement(RELATIVE_TOLERANCE * size) >= parameters.get("armShare");
    }

    private static double spread(double[] steps) {
        return Math.max(LEAST_SPREAD, Robust.spread(steps));
    }

    /** Bots or a new placement move costs for impressions or for clicks; a currency moves both. */
    private boolean clicksShare(LocalDate day, double step) {
        double ofClicks = level(day, CurrencyShift::logClickPrice).step();
        return Double.isNaN(ofClicks)
                || Math.abs(ofClicks - step) <= CLICK_RATE_TOLERANCE + RELATIVE_TOLERANCE * Math.abs(step);
    }

    private boolean isCommonOfOrders(LocalDate day, CommonLevel prices) {
        CommonLevel orders = level(day, CurrencyShift::logOrderValue);
        if (orders.armCount() < parameters.count("minArms") || Double.isNaN(orders.step()) || !isCommon(orders)) {
            return false;
        }
        double usual = spread(prices.pastSteps());
        double tolerance = Math.max(RELATIVE_TOLERANCE * Math.abs(orders.step()), BEARING_SPREADS * usual);
        return Math.signum(prices.step()) == Math.signum(orders.step())
                && Math.abs(prices.step()) >= BEARING_SPREADS * usual
                && Math.abs(prices.step() - orders.step()) <= tolerance;
    }

    private void tell(LocalDate day, int arms, double step, Findings findings) {
        double factor = Math.exp(step);
        double refused = parameters.get("refusedFactor");
        Unit unit = Unit.of(step);
        findings.add(
                factor >= refused || factor <= 1 / refused ? Severity.FATAL : Severity.ERROR,
                Subject.account(days.context().slice().account(), day),
                "currency",
                Unit.text(factor),
                "cost for as many impressions is " + Unit.text(factor) + " times that of the days before, for all "
                        + arms
                        + " arms alike; amounts look like those of another currency than "
                        + days.context().slice().account().currency().getCurrencyCode()
                        + (unit == null ? "" : ", or of another unit, which " + unit.proposal()));
    }

    /** Arms without impressions have a price by click. */
    private static double logPrice(Totals totals) {
        return totals.impressions() > 0
                ? log(totals.cost(), totals.impressions(), LEAST_IMPRESSIONS)
                : logClickPrice(totals);
    }

    private static double logClickPrice(Totals totals) {
        return log(totals.cost(), totals.clicks(), LEAST_CLICKS);
    }

    private static double logOrderValue(Totals totals) {
        return log(totals.revenue(), totals.conversions(), 1);
    }

    private static double log(double money, double volume, double leastVolume) {
        return volume < leastVolume || money <= 0 ? Double.NaN : Math.log(money / volume);
    }
}
