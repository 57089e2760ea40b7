package io.banditpipeline.core.internal.quality;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.HistoryValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Weighs the errors of single arms: an arm of ten thousand must not stop all, an arm that a large part of the money
 * goes to must. It looks at what other rules have found, which {@link QualityCheck} hands it.
 *
 * @param maxSpendShare the largest share of the account's cost of the last seven days that arms with errors may have;
 *     from 0 to 1
 */
record ArmErrors(double maxSpendShare) implements HistoryValidator {
    private static final String SHARE = "maxSpendShare";
    private static final int RECENT_DAYS = 7;
    private static final int NAMED = 3;

    ArmErrors() {
        this(0.1);
    }

    @Override
    public String id() {
        return "history.arm_errors";
    }

    @Override
    public Dimension dimension() {
        return Dimension.VALIDITY;
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String description() {
        return "Arms with an open ERROR of the last days took little of the account's money.";
    }

    @Override
    public Map<String, Double> parameters() {
        return Map.of(SHARE, maxSpendShare);
    }

    @Override
    public ArmErrors withParameters(Map<String, Double> changed) {
        double share = changed.getOrDefault(SHARE, maxSpendShare);
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(SHARE + " of " + id() + " must be from 0 to 1, but is " + share);
        }
        return new ArmErrors(share);
    }

    /** Nothing by itself: {@link #weigh} does. */
    @Override
    public void check(AccountHistory history, Findings findings) {}

    /**
     * Weighs what was found.
     *
     * @param found what all rules found in this run
     */
    void weigh(AccountHistory history, Collection<Finding> found, Findings findings) {
        LocalDate first = history.lastDay().minusDays(RECENT_DAYS - 1L);
        Set<String> wrong = found.stream()
                .filter(finding -> finding.severity().compareTo(Severity.ERROR) >= 0)
                .map(Finding::subject)
                .filter(subject -> subject.kind() == Subject.Kind.ARM)
                .filter(subject -> subject.day() == null || !subject.day().isBefore(first))
                .map(Subject::id)
                .collect(Collectors.toSet());
        double all = 0;
        double ofWrong = 0;
        for (ArmHistory arm : history.arms()) {
            double cost = cost(arm, first);
            all += cost;
            ofWrong += wrong.contains(arm.arm().id()) ? cost : 0;
        }
        if (all > 0 && ofWrong > maxSpendShare * all) {
            List<String> named = history.arms().stream()
                    .map(arm -> arm.arm().id())
                    .filter(wrong::contains)
                    .limit(NAMED)
                    .toList();
            findings.add(
                    Subject.account(history.account(), history.lastDay()),
                    "cost",
                    percent(ofWrong / all),
                    "arms with errors, such as " + String.join(", ", named) + ", took " + percent(ofWrong / all)
                            + " of the cost of the last " + RECENT_DAYS + " days; expected at most "
                            + percent(maxSpendShare) + ": see what was found about them");
        }
    }

    private static double cost(ArmHistory arm, LocalDate first) {
        double cost = 0;
        for (int i = 0; i < RECENT_DAYS; i++) {
            cost += arm.on(first.plusDays(i)).orZero(Metric.COST);
        }
        return cost;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
