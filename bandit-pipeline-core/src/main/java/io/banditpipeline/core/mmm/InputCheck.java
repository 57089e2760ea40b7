package io.banditpipeline.core.mmm;

import io.banditpipeline.mmm.MmmInput;
import java.util.Optional;

/** Whether there is anything to learn from an input. */
final class InputCheck {
    /** The least days with a known outcome, however few the parameters. */
    static final int LEAST_DAYS = 56;

    /** The least days with a known outcome for each baseline term and channel. */
    static final int DAYS_PER_PARAMETER = 3;

    private InputCheck() {}

    /** Why the input cannot be learnt from, if it cannot. */
    static Optional<String> refusal(MmmInput input) {
        TrainingData data = new TrainingData(input, input.days());
        return badSpend(input)
                .or(() -> badOutcome(input))
                .or(() -> tooFewDays(data))
                .or(() -> nothingVaries(data));
    }

    private static Optional<String> badSpend(MmmInput input) {
        for (int k = 0; k < input.channels().size(); k++) {
            for (int day = 0; day < input.days(); day++) {
                double spend = input.spend()[k][day];
                if (!(spend >= 0 && spend < Double.POSITIVE_INFINITY)) {
                    return Optional.of("spend of channel " + input.channels().get(k) + " on "
                            + input.firstDay().plusDays(day) + " is " + spend
                            + ": it must be a number of at least 0; correct the row");
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> badOutcome(MmmInput input) {
        for (int day = 0; day < input.days(); day++) {
            if (Double.isInfinite(input.outcome()[day])) {
                return Optional.of("outcome on " + input.firstDay().plusDays(day)
                        + " is infinite: correct it, or leave it out if it is not known");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> tooFewDays(TrainingData data) {
        int parameters = BaselineTerms.size(data.days()) + data.channels();
        int needed = Math.max(LEAST_DAYS, DAYS_PER_PARAMETER * parameters);
        int known = data.knownDays();
        return known >= needed
                ? Optional.empty()
                : Optional.of("only " + known + " days have a known outcome, but " + data.channels() + " channels need "
                        + needed + ": load more history or merge channels");
    }

    private static Optional<String> nothingVaries(TrainingData data) {
        if (!outcomeVaries(data)) {
            return Optional.of("the outcome is the same on every day: check the outcome source");
        }
        boolean spends = false;
        for (int k = 0; k < data.channels(); k++) {
            spends |= data.spendOf(k) > 0;
            if (data.spendVariation(k) > 1e-9) {
                return Optional.empty();
            }
        }
        return Optional.of(
                spends
                        ? "no channel's spend ever varies, so its effect cannot be told from the baseline:"
                                + " vary the budgets of some weeks"
                        : "no channel has any spend: there is nothing to learn");
    }

    static boolean outcomeVaries(TrainingData data) {
        double first = Double.NaN;
        for (int day = 0; day < data.days(); day++) {
            double outcome = data.input().outcome()[day];
            if (!Double.isNaN(outcome)) {
                if (!Double.isNaN(first) && outcome != first) {
                    return true;
                }
                first = outcome;
            }
        }
        return false;
    }
}
