package io.banditpipeline.core.internal.plan;

import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.money.Micros;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Currency;

/**
 * What a campaign may spend on one day, and how that came about.
 *
 * @param micros the amount
 * @param reason how it came about, for a person
 */
record BudgetOfDay(long micros, String reason) {
    /** Days whose mean spend is kept where the host names no budget: those that the agent measures steps from. */
    static final int RECENT_DAYS = 7;

    /**
     * The budget of a day.
     *
     * @param history what was spent on the days that are complete
     * @param committedMicros what the days between those and this one take: it is not left any more
     */
    static BudgetOfDay of(Campaign campaign, LocalDate day, SpendHistory history, long committedMicros) {
        BudgetOfDay wished = campaign.dailyBudgetMicros().isPresent()
                ? new BudgetOfDay(campaign.dailyBudgetMicros().getAsLong(), "the campaign's daily budget")
                : unbounded(campaign, history);
        BudgetOfDay bounded = campaign.totalBudgetMicros().isEmpty()
                ? wished
                : wished.within(campaign, day, Math.addExact(history.totalMicros(), committedMicros));
        return new BudgetOfDay(wholeMinorUnits(bounded.micros, campaign.currency()), bounded.reason);
    }

    /** Rounded down, since platforms take no fractions of a cent (R9). */
    static long wholeMinorUnits(long micros, Currency currency) {
        long unit = Micros.PER_UNIT;
        for (int digit = 0; digit < currency.getDefaultFractionDigits() && unit > 1; digit++) {
            unit /= 10;
        }
        return micros - micros % unit;
    }

    private static BudgetOfDay unbounded(Campaign campaign, SpendHistory history) {
        return campaign.totalBudgetMicros().isPresent()
                ? new BudgetOfDay(Long.MAX_VALUE, "")
                : new BudgetOfDay(
                        history.recentDailyMicros(RECENT_DAYS),
                        "the mean daily spend of the last " + RECENT_DAYS
                                + " days, since the campaign names no budget");
    }

    /** Never more than what is left, spread evenly over the days left where the last day is known. */
    private BudgetOfDay within(Campaign campaign, LocalDate day, long takenMicros) {
        long left = Math.max(0, campaign.totalBudgetMicros().getAsLong() - takenMicros);
        LocalDate last = campaign.lastDay();
        long days = last == null ? 1 : ChronoUnit.DAYS.between(day, last) + 1;
        long share = left / days;
        return share >= micros
                ? this
                : new BudgetOfDay(
                        share,
                        "what is left of the total budget, " + text(left) + " " + campaign.currency() + ", over " + days
                                + (days == 1 ? " day" : " days"));
    }

    /** An amount with two decimals. */
    static String text(long micros) {
        return Micros.toDecimal(micros).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }
}
