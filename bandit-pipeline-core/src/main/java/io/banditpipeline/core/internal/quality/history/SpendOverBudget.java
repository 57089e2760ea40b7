package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.money.Micros;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.CampaignHistory;
import io.banditpipeline.quality.CrossPlatformValidator;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Validator;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An arm spends no more than its daily cap, and the arms of a campaign together no more than its daily budget.
 *
 * <p>Caps and budgets are in the campaign's currency, so only accounts of that currency are judged; what they spend is
 * a lower bound of what all spend. A platform may go beyond a daily budget on a single day (twice, at most), so a
 * little is a warning. Only the newest day is judged unless told otherwise, since a cap holds for the days after it was
 * set.
 */
final class SpendOverBudget extends Described implements CrossPlatformValidator {
    SpendOverBudget() {
        this(Numbers.of("cross.spend_over_budget")
                .share("warnRatio", 1.2, 1, 1_000)
                .share("errorRatio", 2, 1, 1_000)
                .whole("checkedDays", 1, 1, 60));
    }

    private SpendOverBudget(Numbers numbers) {
        super(
                "cross.spend_over_budget",
                Dimension.VALIDITY,
                Severity.ERROR,
                "An arm spends no more than its daily cap, and a campaign no more than its daily budget.",
                numbers);
    }

    @Override
    public Validator withParameters(Map<String, Double> changed) {
        return new SpendOverBudget(numbers.changed(changed));
    }

    @Override
    public void check(CampaignHistory history, Findings findings) {
        List<AccountHistory> comparable = history.accounts().stream()
                .filter(account ->
                        account.account().currency().equals(history.campaign().currency()))
                .toList();
        comparable.forEach(account -> account.arms().forEach(arm -> checkArm(account, arm, findings)));
        history.campaign()
                .dailyBudgetMicros()
                .ifPresent(budget -> checkCampaign(history, comparable, budget, findings));
    }

    private void checkArm(AccountHistory account, ArmHistory arm, Findings findings) {
        long cap = arm.arm().limits().capMicros();
        if (cap == Long.MAX_VALUE) {
            return;
        }
        for (LocalDate day : Days.upTo(account.lastDay(), numbers.count("checkedDays"))) {
            tell(findings, Subject.arm(arm.arm().id(), day), arm.on(day).orZero(Metric.COST), cap, "the arm's cap");
        }
    }

    private void checkCampaign(
            CampaignHistory history, List<AccountHistory> comparable, long budget, Findings findings) {
        Optional<LocalDate> last =
                comparable.stream().map(AccountHistory::lastDay).max(LocalDate::compareTo);
        last.ifPresent(newest -> Days.upTo(newest, numbers.count("checkedDays"))
                .forEach(day -> tell(
                        findings,
                        Subject.campaign(history.campaign().id(), day),
                        comparable.stream()
                                .flatMap(account -> account.arms().stream())
                                .mapToLong(arm -> arm.on(day).orZero(Metric.COST))
                                .sum(),
                        budget,
                        "the campaign's daily budget")));
    }

    private void tell(Findings findings, Subject subject, long cost, long limit, String whose) {
        double ratio = (double) cost / limit;
        if (ratio > numbers.get("warnRatio")) {
            findings.add(
                    ratio > numbers.get("errorRatio") ? Severity.ERROR : Severity.WARN,
                    subject,
                    "cost",
                    Long.toString(cost),
                    "expected at most " + Micros.toDecimal(limit) + ", " + whose + ", but " + Micros.toDecimal(cost)
                            + " was spent");
        }
    }
}
