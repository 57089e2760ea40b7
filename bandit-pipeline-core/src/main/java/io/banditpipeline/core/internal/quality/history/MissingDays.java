package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.HistoryValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Validator;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An arm that ran day after day must have a fact on every complete day.
 *
 * <p>A gap is told once, on its first day, and only while it is new: an arm without facts for longer has been paused. A
 * day that was known before and has vanished is {@link CounterReset}'s.
 */
final class MissingDays extends Described implements HistoryValidator {
    /** From this mean on, no impression at all in a day is less likely than one in 10,000. */
    private static final double SURELY_SEEN = 10;

    MissingDays() {
        this(Numbers.of("history.missing_day")
                .whole("windowDays", 14, 7, 56)
                .share("minActiveShare", 0.7, 0.1, 1)
                .whole("pausedAfterDays", 3, 1, 30)
                .share("accountShare", 0.5, 0, 1)
                .whole("accountMinArms", 3, 2, 1_000));
    }

    private MissingDays(Numbers numbers) {
        super(
                "history.missing_day",
                Dimension.COMPLETENESS,
                Severity.WARN,
                "An arm that ran on most recent days, and on that weekday, has a fact on every complete day.",
                numbers);
    }

    @Override
    public Validator withParameters(Map<String, Double> changed) {
        return new MissingDays(numbers.changed(changed));
    }

    @Override
    public void check(AccountHistory history, Findings findings) {
        Days.complete(history).ifPresent(last -> check(history, last, findings));
    }

    private void check(AccountHistory history, LocalDate last, Findings findings) {
        Gathered gathered = new Gathered(
                history, numbers.get("accountShare"), numbers.count("accountMinArms"), "that ran before are missing");
        List<LocalDate> recent = Days.upTo(last, numbers.count("pausedAfterDays"));
        for (ArmHistory arm : history.arms()) {
            recent.stream().filter(day -> due(arm, day)).forEach(gathered::judged);
            recent.stream()
                    .filter(day -> !Days.active(arm.on(day)))
                    .flatMap(day -> gapStart(arm, day, recent.get(0)).stream())
                    .distinct()
                    .filter(start -> due(arm, start))
                    .forEach(start -> gathered.add(arm.arm().id(), start, Severity.WARN, "", "", text(arm, start)));
        }
        gathered.tell(findings, Severity.ERROR);
    }

    /** The first day of the gap that a day lies in; empty if it reaches back further than the recent days. */
    private static Optional<LocalDate> gapStart(ArmHistory arm, LocalDate day, LocalDate oldest) {
        LocalDate start = day;
        while (!Days.active(arm.on(start.minusDays(1)))) {
            start = start.minusDays(1);
            if (start.isBefore(oldest)) {
                return Optional.empty();
            }
        }
        return Optional.of(start);
    }

    private boolean due(ArmHistory arm, LocalDate day) {
        List<LocalDate> window = Days.upTo(day.minusDays(1), numbers.count("windowDays"));
        List<LocalDate> active =
                window.stream().filter(d -> Days.active(arm.on(d))).toList();
        return active.size() >= numbers.get("minActiveShare") * window.size()
                && active.stream().anyMatch(d -> d.getDayOfWeek() == day.getDayOfWeek())
                && surelySeen(arm, active)
                && !vanished(arm, day);
    }

    private static boolean surelySeen(ArmHistory arm, List<LocalDate> active) {
        double[] impressions = active.stream()
                .map(arm::on)
                .filter(metrics -> metrics.has(Metric.IMPRESSIONS))
                .mapToDouble(Metrics::impressions)
                .toArray();
        return impressions.length == 0 || Robust.median(impressions) >= SURELY_SEEN;
    }

    private static boolean vanished(ArmHistory arm, LocalDate day) {
        return Days.none(arm.on(day)) && Days.active(arm.before(day));
    }

    private String text(ArmHistory arm, LocalDate start) {
        long active = Days.upTo(start.minusDays(1), numbers.count("windowDays")).stream()
                .filter(day -> Days.active(arm.on(day)))
                .count();
        return "expected cost or impressions: the arm ran on " + active + " of the " + numbers.count("windowDays")
                + " days before; fetch the day again, or pause the arm";
    }
}
