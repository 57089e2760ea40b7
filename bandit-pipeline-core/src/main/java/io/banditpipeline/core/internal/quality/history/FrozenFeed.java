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

/**
 * Two days of an arm never agree in impressions, clicks and cost to the last unit, unless one is a copy.
 *
 * <p>An arm of a flat fee may: it is left alone where its days agreed all along, or often before.
 */
final class FrozenFeed extends Described implements HistoryValidator {
    private static final List<Metric> COMPARED = List.of(Metric.IMPRESSIONS, Metric.CLICKS, Metric.COST);

    FrozenFeed() {
        this(Numbers.of("history.frozen_feed")
                .whole("minImpressions", 100, 1, Integer.MAX_VALUE)
                .whole("minClicks", 30, 1, Integer.MAX_VALUE)
                .whole("checkedDays", 7, 1, 60)
                .whole("habitDays", 28, 1, 365)
                .share("habitShare", 0.2, 0, 1)
                .share("accountShare", 0.8, 0, 1)
                .whole("accountMinArms", 2, 2, 1_000));
    }

    private FrozenFeed(Numbers numbers) {
        super(
                "history.frozen_feed",
                Dimension.TIMELINESS,
                Severity.ERROR,
                "A day of an arm does not repeat impressions, clicks and cost of the day before to the last unit.",
                numbers);
    }

    @Override
    public Validator withParameters(Map<String, Double> changed) {
        return new FrozenFeed(numbers.changed(changed));
    }

    @Override
    public void check(AccountHistory history, Findings findings) {
        Gathered gathered = new Gathered(
                history,
                numbers.get("accountShare"),
                numbers.count("accountMinArms"),
                "repeat the day before to the last unit");
        Days.complete(history).ifPresent(last -> {
            for (LocalDate day : Days.upTo(last, numbers.count("checkedDays"))) {
                history.arms().forEach(arm -> check(arm, day, gathered));
            }
        });
        gathered.tell(findings, Severity.ERROR);
    }

    private void check(ArmHistory arm, LocalDate day, Gathered gathered) {
        Metrics metrics = arm.on(day);
        if (!largeEnough(metrics) || !largeEnough(arm.on(day.minusDays(1)))) {
            return;
        }
        gathered.judged(day);
        if (repeats(arm, day) && !flatByNature(arm, day)) {
            gathered.add(
                    arm.arm().id(),
                    day,
                    Severity.ERROR,
                    "cost",
                    Long.toString(metrics.orZero(Metric.COST)),
                    "expected another day than " + day.minusDays(1) + ", but it is the same to the last unit: "
                            + metrics.orZero(Metric.IMPRESSIONS) + " impressions, " + metrics.orZero(Metric.CLICKS)
                            + " clicks, cost of " + metrics.orZero(Metric.COST) + " micros");
        }
    }

    /** At least two quantities, one of them a count that hardly repeats by chance. */
    private boolean largeEnough(Metrics metrics) {
        long nonZero = COMPARED.stream().filter(m -> metrics.orZero(m) > 0).count();
        return nonZero >= 2
                && (metrics.orZero(Metric.IMPRESSIONS) >= numbers.get("minImpressions")
                        || metrics.orZero(Metric.CLICKS) >= numbers.get("minClicks"));
    }

    private static boolean repeats(ArmHistory arm, LocalDate day) {
        Metrics metrics = arm.on(day);
        Metrics previous = arm.on(day.minusDays(1));
        return !Days.none(metrics) && COMPARED.stream().allMatch(m -> metrics.get(m) == previous.get(m));
    }

    private boolean flatByNature(ArmHistory arm, LocalDate day) {
        LocalDate start = day;
        while (repeats(arm, start)) {
            start = start.minusDays(1);
        }
        List<LocalDate> before = Days.upTo(start, numbers.count("habitDays")).stream()
                .filter(d -> !Days.none(arm.on(d)) && !Days.none(arm.on(d.minusDays(1))))
                .toList();
        long repeated = before.stream().filter(d -> repeats(arm, d)).count();
        return before.isEmpty() || repeated > numbers.get("habitShare") * before.size();
    }
}
