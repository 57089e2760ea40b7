package io.banditpipeline.core.bandit;

import io.banditpipeline.bandit.AllocationRequest;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.Binding;
import io.banditpipeline.bandit.Split;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/**
 * Splits one budget: solves every joint draw by water-filling and averages the solutions. For one use; not thread-safe.
 */
final class BudgetSplit {
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    private final AllocationRequest request;
    private final int drawCount;
    private final List<RankedArm> arms;
    private final SpendBounds bounds;
    private final Currency currency;

    BudgetSplit(AllocationRequest request, ThompsonSettings settings) {
        this.request = request;
        this.drawCount = settings.draws();
        this.arms = RankedArm.of(request);
        this.currency = request.context().campaign().currency();
        this.bounds = new SpendBounds(MinorUnits.of(currency), request.budgetMicros(), arms, settings);
    }

    Split split() {
        List<String> inexpressible = bounds.inexpressible(arms);
        if (!inexpressible.isEmpty()) {
            return new Split.Infeasible(
                    "no whole minor unit of " + currency
                            + " lies between floor and cap: widen the limits of these arms",
                    inexpressible);
        }
        if (bounds.floorSum() > bounds.budget) {
            return floorsExceedBudget();
        }
        bounds.relaxToBudget();
        return feasible();
    }

    private Split floorsExceedBudget() {
        String reason = String.format(
                Locale.ROOT,
                "the floors add up to %.2f %s, more than the budget of %.2f: lower floors or raise the budget",
                bounds.floorSum() * bounds.units.toCurrency(1),
                currency,
                bounds.units.toCurrency(bounds.budget));
        return new Split.Infeasible(
                reason,
                arms.stream()
                        .map(RankedArm::arm)
                        .filter(arm -> arm.limits().floorMicros() > 0)
                        .map(arm -> arm.id())
                        .toList());
    }

    private Split feasible() {
        CurveDraws curves = new CurveDraws(request, arms, bounds, drawCount);
        SpendHistogram histogram = new SpendHistogram(bounds.lowInCurrency(), bounds.highInCurrency());
        double[] mean = meanSolution(curves, histogram);
        for (int k = 0; k < mean.length; k++) {
            mean[k] = bounds.units.fromCurrency(mean[k]);
        }
        long[] amounts = MinorUnits.round(mean, bounds.low, bounds.high, bounds.budget);
        ArmAllocation[] allocations = new ArmAllocation[arms.size()];
        double[] marginals = new double[drawCount];
        long left = request.budgetMicros();
        for (int k = 0; k < amounts.length; k++) {
            ArmAllocation allocation = allocation(k, amounts[k], curves, histogram, marginals);
            allocations[arms.get(k).place()] = allocation;
            left -= allocation.budgetMicros();
        }
        return new Split.Feasible(List.of(allocations), left);
    }

    private double[] meanSolution(CurveDraws curves, SpendHistogram histogram) {
        int size = arms.size();
        double[] logSlope = new double[size];
        double[] scale = new double[size];
        double[] spend = new double[size];
        double[] mean = new double[size];
        WaterFilling filling = new WaterFilling(scale, bounds.lowInCurrency(), bounds.highInCurrency());
        double budget = bounds.units.toCurrency(bounds.budget);
        for (int draw = 0; draw < drawCount; draw++) {
            curves.next(draw, logSlope, scale);
            filling.solve(logSlope, budget, spend);
            histogram.add(spend);
            for (int k = 0; k < size; k++) {
                mean[k] += spend[k] / drawCount;
            }
        }
        return mean;
    }

    private ArmAllocation allocation(
            int k, long amount, CurveDraws curves, SpendHistogram histogram, double[] marginals) {
        curves.marginals(k, bounds.units.toCurrency(amount), marginals);
        double mean = Arrays.stream(marginals).sum() / marginals.length;
        Arrays.sort(marginals);
        boolean blind = curves.measure() == CurveDraws.Measure.NONE;
        long budgetMicros = amount * bounds.units.micros();
        Binding binding = bounds.binding(k, amount);
        ArmAllocation plain = new ArmAllocation(
                arms.get(k).arm().id(),
                budgetMicros,
                arms.get(k).state().recentMicros(),
                micros(histogram.quantile(k, LOW)),
                micros(histogram.quantile(k, HIGH)),
                blind ? 0 : mean,
                blind ? 0 : quantile(marginals, LOW),
                blind ? 0 : quantile(marginals, HIGH),
                binding,
                "");
        return withReason(plain, new ReasonText(currency, curves.measure(), bounds.isCut()).of(plain));
    }

    private static ArmAllocation withReason(ArmAllocation arm, String reason) {
        return new ArmAllocation(
                arm.armId(),
                arm.budgetMicros(),
                arm.previousMicros(),
                arm.lowMicros(),
                arm.highMicros(),
                arm.marginalReturn(),
                arm.marginalLow(),
                arm.marginalHigh(),
                arm.binding(),
                reason);
    }

    private long micros(double amount) {
        return Math.round(bounds.units.fromCurrency(amount)) * bounds.units.micros();
    }

    private static double quantile(double[] sorted, double probability) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (probability * sorted.length))];
    }
}
