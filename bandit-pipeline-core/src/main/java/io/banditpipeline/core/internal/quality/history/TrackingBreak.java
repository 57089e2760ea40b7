package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.HistoryValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Validator;
import java.util.Map;

/**
 * Clicks that go on bring conversions: where they break off, for an arm or for the whole account, the tracking is dead.
 */
final class TrackingBreak extends Described implements HistoryValidator {
    TrackingBreak() {
        this(Freshness.numbers("history.tracking_break"));
    }

    private TrackingBreak(Numbers numbers) {
        super(
                "history.tracking_break",
                Dimension.PLAUSIBILITY,
                Severity.ERROR,
                "Clicks that go on bring conversions, as many as days of that age had before.",
                numbers);
    }

    @Override
    public Validator withParameters(Map<String, Double> changed) {
        return new TrackingBreak(numbers.changed(changed));
    }

    @Override
    public void check(AccountHistory history, Findings findings) {
        for (FreshConversions day : new Freshness(history, numbers).days()) {
            if (day.dead(numbers)) {
                tell(findings, Severity.ERROR, Subject.account(history.account(), day.day()), day);
            } else {
                day.arms().stream()
                        .filter(arm -> FreshConversions.brokenOff(
                                arm.known(), Math.min(arm.expected(), arm.expectedOfOwn()), arm.dispersion(), numbers))
                        .forEach(arm -> findings.add(
                                Severity.WARN,
                                Subject.arm(arm.armId(), day.day()),
                                "conversions",
                                Double.toString(arm.known()),
                                text(arm.clicks(), arm.known(), arm.expectedOfOwn())));
            }
        }
    }

    static void tell(Findings findings, Severity severity, Subject subject, FreshConversions day) {
        findings.add(
                severity,
                subject,
                "conversions",
                Double.toString(day.known()),
                text(day.clicks(), day.known(), day.expected()));
    }

    private static String text(double clicks, double known, double expected) {
        return "expected some " + Math.round(expected) + " conversions of " + Math.round(clicks)
                + " clicks by now, but there are " + known + "; check the tracking";
    }
}
