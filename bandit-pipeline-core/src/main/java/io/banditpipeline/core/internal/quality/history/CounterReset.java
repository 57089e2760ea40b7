package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.money.Micros;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.HistoryValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Validator;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Cost and impressions of a day do not fall from one collection to the next, but for invalid traffic that is taken
 * back.
 *
 * <p>Final days are {@link LateRestatement}'s.
 */
final class CounterReset extends Described implements HistoryValidator {
    private static final double CHANCE = 1e-6;

    CounterReset() {
        this(Numbers.of("history.counter_reset")
                .share("allowance", 0.1, 0, 1)
                .share("accountShare", 0.5, 0, 1)
                .whole("accountMinArms", 3, 2, 1_000));
    }

    private CounterReset(Numbers numbers) {
        super(
                "history.counter_reset",
                Dimension.ACCURACY,
                Severity.WARN,
                "Cost and impressions of a day do not fall by more than invalid traffic does.",
                numbers);
    }

    @Override
    public Validator withParameters(Map<String, Double> changed) {
        return new CounterReset(numbers.changed(changed));
    }

    @Override
    public void check(AccountHistory history, Findings findings) {
        Gathered gathered = new Gathered(
                history, numbers.get("accountShare"), numbers.count("accountMinArms"), "fell below what they had");
        history.arms().forEach(arm -> check(history, arm, gathered));
        gathered.tell(findings, Severity.WARN);
    }

    private void check(AccountHistory history, ArmHistory arm, Gathered gathered) {
        for (int i = 0; i < arm.before().size(); i++) {
            LocalDate day = arm.firstDay().plusDays(i);
            Metrics was = arm.before().get(i);
            Metrics is = arm.days().get(i);
            if (!Days.active(was) || Days.age(history, day) > history.restatementDays()) {
                continue;
            }
            gathered.judged(day);
            List.of(Metric.COST, Metric.IMPRESSIONS).stream()
                    .filter(metric -> fell(was, is, metric))
                    .findFirst()
                    .ifPresent(metric -> gathered.add(
                            arm.arm().id(),
                            day,
                            Severity.WARN,
                            metric.name().toLowerCase(Locale.ROOT),
                            Long.toString(is.orZero(metric)),
                            text(was, is, metric)));
        }
    }

    /** A day that has vanished has fallen to nothing; one quantity that is no longer reported has not. */
    private boolean fell(Metrics was, Metrics is, Metric metric) {
        if (!was.has(metric) || !is.has(metric) && !Days.none(is)) {
            return false;
        }
        double fall = (double) was.get(metric) - is.orZero(metric);
        double allowed = numbers.get("allowance") * was.get(metric);
        return metric == Metric.COST
                ? fall > allowed && fall > Micros.PER_UNIT
                : fall > allowed && Tails.poissonAtLeast(fall, allowed + 1) < CHANCE;
    }

    private String text(Metrics was, Metrics is, Metric metric) {
        return "expected at least " + Math.round(100 * (1 - numbers.get("allowance"))) + " % of the "
                + was.get(metric) + " that were known before"
                + (Days.none(is) ? ", but the day has vanished" : ", but it is " + is.orZero(metric));
    }
}
