package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.HistoryValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Validator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A past day changes no more than days of its age do.
 *
 * <p>Conversions and revenue may grow by what the default settling curve or the account's other days of about that age
 * show, whichever is more, twice over, and by what chance does to a count of that size. Cost and traffic are settled
 * after a few days. Days older than the platform restates are final. A day that was not known before is no restatement,
 * nor is the completion of a day that was known before it was over. Falling cost or traffic is {@link CounterReset}'s.
 */
final class LateRestatement extends Described implements HistoryValidator {
    /** In the order in which a finding names them: one change of a day is one finding. */
    private static final List<Metric> METRICS =
            List.of(Metric.COST, Metric.CONVERSIONS, Metric.REVENUE, Metric.CLICKS, Metric.IMPRESSIONS);

    LateRestatement() {
        this(Numbers.of("history.late_restatement")
                .share("settlingTauDays", 5, 0.1, 60)
                .share("slack", 2, 1, 100)
                .share("retractionShare", 0.25, 0, 1)
                .whole("costSettledAfterDays", 3, 0, 60)
                .share("costUnsettledShare", 0.5, 0, 100)
                .share("costSettledShare", 0.05, 0, 100)
                .share("finalShare", 0.01, 0, 1)
                .share("chance", 1e-6, 1e-15, 0.05)
                .share("accountShare", 0.5, 0, 1)
                .whole("accountMinArms", 3, 2, 1_000));
    }

    private LateRestatement(Numbers numbers) {
        super(
                "history.late_restatement",
                Dimension.ACCURACY,
                Severity.WARN,
                "A past day changes no more than days of its age do, and a final day not at all.",
                numbers);
    }

    @Override
    public Validator withParameters(Map<String, Double> changed) {
        return new LateRestatement(numbers.changed(changed));
    }

    @Override
    public void check(AccountHistory history, Findings findings) {
        Days.step(history).ifPresent(step -> {
            Restatements known = new Restatements(history, Math.max(1, (int) step), numbers);
            Gathered gathered = new Gathered(
                    history, numbers.get("accountShare"), numbers.count("accountMinArms"), "changed beyond settling");
            LocalDate first = history.arms().stream()
                    .map(ArmHistory::firstDay)
                    .min(LocalDate::compareTo)
                    .orElse(history.lastDay());
            Days.between(first, history.lastDay().plusDays(1))
                    .forEach(day -> check(history, day, known, gathered, findings));
            gathered.tell(findings, Severity.WARN);
        });
    }

    /** Arms that change too little to be told of by themselves may do so together: then it is told of the account. */
    private static void check(
            AccountHistory history, LocalDate day, Restatements known, Gathered gathered, Findings findings) {
        List<Restated> small = new ArrayList<>();
        Map<String, Problem> large = new LinkedHashMap<>();
        for (ArmHistory arm : history.arms()) {
            known.of(arm, day).ifPresent(restated -> {
                gathered.judged(day);
                problem(known, restated)
                        .ifPresentOrElse(hit -> large.put(arm.arm().id(), hit), () -> small.add(restated));
            });
        }
        Optional<Problem> together = small.size() < 2
                ? Optional.empty()
                : small.stream().reduce(Restated::plus).flatMap(sum -> problem(known, sum));
        together.ifPresentOrElse(
                hit -> findings.add(
                        hit.severity(),
                        Subject.account(history.account(), day),
                        hit.field(),
                        hit.value(),
                        "of " + small.size() + " arms together, " + hit.text()),
                () -> large.forEach(
                        (arm, hit) -> gathered.add(arm, day, hit.severity(), hit.field(), hit.value(), hit.text())));
    }

    private static Optional<Problem> problem(Restatements known, Restated restated) {
        return restated.changed()
                ? METRICS.stream()
                        .flatMap(metric -> known.problem(restated, metric).stream())
                        .findFirst()
                : Optional.empty();
    }

    /** A change that is too much. */
    record Problem(Severity severity, String field, String value, String text) {
        static Optional<Problem> of(boolean isFinal, Metric metric, long was, long is, int age) {
            String change = "it was " + was + " and is " + is + (isMicros(metric) ? " (micros)" : "");
            return Optional.of(new Problem(
                    isFinal ? Severity.ERROR : Severity.WARN,
                    metric.name().toLowerCase(Locale.ROOT),
                    Long.toString(is),
                    isFinal
                            ? "the final value changed, " + age + " days after the day: " + change
                                    + "; models that were fitted to it should be fitted again"
                            : "expected no such change " + age + " days after the day: " + change));
        }

        private static boolean isMicros(Metric metric) {
            return metric != Metric.IMPRESSIONS && metric != Metric.CLICKS;
        }
    }
}
