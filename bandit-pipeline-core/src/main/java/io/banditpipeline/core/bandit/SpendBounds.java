package io.banditpipeline.core.bandit;

import io.banditpipeline.bandit.Binding;
import io.banditpipeline.campaign.Arm;
import java.util.ArrayList;
import java.util.List;

/**
 * The bounds within which a budget is split, in whole minor units: floors and caps, and within these the steps from
 * recent spend. Immutable after construction.
 */
final class SpendBounds {
    /** Share of the budget that all new arms together may take, unless their seed budget is given. */
    static final double SEED_SHARE = 0.05;

    /** Share of the budget that one new arm may take, unless the seed budget is given. */
    static final double SEED_SHARE_EACH = 0.01;

    final MinorUnits units;
    final long budget;
    final long[] floor;
    final long[] cap;
    final long[] stepHigh;
    final long[] low;
    final long[] high;
    /** The seed budget of an arm without recent spend, in micros. */
    final long seedMicros;

    /** Whether the steps down had to give way to the budget. */
    private boolean cut;

    SpendBounds(MinorUnits units, long budgetMicros, List<RankedArm> arms, ThompsonSettings settings) {
        this.units = units;
        this.budget = units.floor(budgetMicros);
        int size = arms.size();
        floor = new long[size];
        cap = new long[size];
        stepHigh = new long[size];
        low = new long[size];
        high = new long[size];
        long newArms = arms.stream().filter(RankedArm::isNew).count();
        seedMicros = settings.seedMicros(budgetMicros, newArms);
        boolean coldStart = newArms == size;
        for (int k = 0; k < size; k++) {
            bound(k, arms.get(k), settings.stepLimit(), coldStart);
        }
    }

    private void bound(int k, RankedArm ranked, double step, boolean coldStart) {
        Arm arm = ranked.arm();
        double recent = ranked.state().recentMicros();
        floor[k] = units.ceil(arm.limits().floorMicros());
        cap[k] = units.floor(arm.limits().capMicros());
        long stepLow = units.floor((long) ((1 - step) * recent));
        stepHigh[k] =
                coldStart ? Long.MAX_VALUE : units.ceil(Math.max((long) Math.ceil((1 + step) * recent), seedMicros));
        low[k] = Math.max(floor[k], Math.min(cap[k], stepLow));
        high[k] = Math.max(low[k], Math.min(budget, Math.min(cap[k], stepHigh[k])));
    }

    /** Arms between whose floor and cap there is no amount that the currency can express. */
    List<String> inexpressible(List<RankedArm> arms) {
        List<String> ids = new ArrayList<>();
        for (int k = 0; k < arms.size(); k++) {
            if (floor[k] > cap[k]) {
                ids.add(arms.get(k).arm().id());
            }
        }
        return ids;
    }

    /** The sum of all floors, as a double: it may not fit a long. */
    double floorSum() {
        return sum(floor);
    }

    /** Lets the steps down give way, all by the same share, as far as the budget demands; floors stay. */
    void relaxToBudget() {
        double lowSum = sum(low);
        if (lowSum <= budget) {
            return;
        }
        cut = true;
        double share = Math.max(0, (budget - floorSum()) / (lowSum - floorSum()));
        for (int k = 0; k < low.length; k++) {
            low[k] = floor[k] + (long) (share * (low[k] - floor[k]));
            high[k] = Math.max(low[k], high[k]);
        }
    }

    boolean isCut() {
        return cut;
    }

    double[] lowInCurrency() {
        return inCurrency(low);
    }

    double[] highInCurrency() {
        return inCurrency(high);
    }

    /** Which bound an amount touches. */
    Binding binding(int k, long amount) {
        if (amount >= cap[k]) {
            return Binding.CAP;
        }
        if (amount <= floor[k]) {
            return Binding.FLOOR;
        }
        if (amount >= stepHigh[k]) {
            return Binding.STEP_UP;
        }
        // In a cut budget every arm is at its lower bound but for the cents that rounding left over.
        return amount <= low[k] || cut ? Binding.STEP_DOWN : Binding.NONE;
    }

    private double[] inCurrency(long[] amounts) {
        double[] result = new double[amounts.length];
        for (int k = 0; k < amounts.length; k++) {
            result[k] = units.toCurrency(amounts[k]);
        }
        return result;
    }

    private static double sum(long[] values) {
        double sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }
}
