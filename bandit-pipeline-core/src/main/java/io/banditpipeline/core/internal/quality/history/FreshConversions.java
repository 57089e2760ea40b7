package io.banditpipeline.core.internal.quality.history;

import java.time.LocalDate;
import java.util.List;

/**
 * The conversions of a day of several arms, and how many were to be expected by now.
 *
 * @param day the day
 * @param age days since the last day that is over
 * @param learnt how many conversions the expectation of this age was learnt from
 * @param arms the arms whose clicks are known
 */
record FreshConversions(LocalDate day, int age, double learnt, List<OfArm> arms) {
    /**
     * One arm.
     *
     * @param expected the mean of its conversions by the account's freshness
     * @param expectedOfOwn the same by its own freshness, drawn to the account's
     * @param dispersion the squared coefficient of variation of that mean
     * @param known how many are known
     */
    record OfArm(String armId, double clicks, double expected, double expectedOfOwn, double dispersion, double known) {}

    FreshConversions {
        arms = List.copyOf(arms);
    }

    double expected() {
        return arms.stream().mapToDouble(OfArm::expected).sum();
    }

    double known() {
        return arms.stream().mapToDouble(OfArm::known).sum();
    }

    double clicks() {
        return arms.stream().mapToDouble(OfArm::clicks).sum();
    }

    /** Whether the conversions of all arms together have broken off, and no arm that matters goes on. */
    boolean dead(Numbers numbers) {
        double dispersion = numbers.get("accountDispersion") + 1 / (learnt + 0.5);
        double collapse = numbers.get("collapseShare");
        return brokenOff(known(), expected(), dispersion, numbers)
                && arms.stream()
                        .filter(arm -> arm.expected() >= numbers.get("minExpectedOfArm"))
                        .allMatch(arm -> arm.known() <= collapse * arm.expected());
    }

    /** Whether so few conversions are less likely than the limit. */
    static boolean brokenOff(double known, double expected, double dispersion, Numbers numbers) {
        return known <= numbers.get("collapseShare") * expected
                && Tails.dispersedAtMost(known, expected, dispersion) < numbers.get("chance");
    }
}
