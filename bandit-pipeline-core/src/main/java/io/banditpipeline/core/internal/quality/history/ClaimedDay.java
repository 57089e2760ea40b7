package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.money.Micros;
import io.banditpipeline.outcome.Outcome;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.CampaignHistory;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A day of a campaign, as platforms claim it and as the host sold.
 *
 * @param day the day
 * @param claimed conversions that platforms claim by now
 * @param orders the host's orders
 * @param settled the share of the final conversions that is known by now
 */
record ClaimedDay(LocalDate day, double claimed, double orders, double settled) {
    /** The logarithm of the proportion that platforms claim in the end. */
    double logProportion() {
        return Math.log(claimed + 0.5) - Math.log(settled) - Math.log(orders + 0.5);
    }

    /** The variance of it that comes from small counts. */
    double variance() {
        return 1 / (claimed + 0.5) + 1 / (orders + 0.5);
    }

    /** The days that are old enough and have outcomes, oldest first. */
    static List<ClaimedDay> of(CampaignHistory history, Numbers numbers) {
        Optional<LocalDate> last =
                history.accounts().stream().map(AccountHistory::lastDay).min(LocalDate::compareTo);
        if (last.isEmpty()) {
            return List.of();
        }
        Settling unknown = new Settling(1e-9);
        Settling settling = Settling.fit(history.accounts(), unknown);
        int minAge = numbers.count(settling.equals(unknown) ? "minAgeWithoutCurveDays" : "minAgeDays");
        List<ClaimedDay> days = new ArrayList<>();
        for (Outcome outcome : history.outcomes()) {
            long age = ChronoUnit.DAYS.between(outcome.day(), last.get());
            if (age >= minAge && known(history, outcome.day())) {
                days.add(new ClaimedDay(
                        outcome.day(),
                        claimed(history, outcome.day()),
                        Micros.toDouble(outcome.orderMicros()),
                        settling.share((double) age)));
            }
        }
        return days;
    }

    /** Whether every account had delivered the day: what is not known is not zero. */
    private static boolean known(CampaignHistory history, LocalDate day) {
        return history.accounts().stream()
                .allMatch(account -> Days.complete(account)
                                .filter(complete -> !day.isAfter(complete))
                                .isPresent()
                        && (account.arms().isEmpty()
                                || account.arms().stream().anyMatch(arm -> !day.isBefore(arm.firstDay()))));
    }

    private static double claimed(CampaignHistory history, LocalDate day) {
        return history.accounts().stream()
                .flatMap(account -> account.arms().stream())
                .mapToDouble(arm -> Micros.toDouble(arm.on(day).orZero(Metric.CONVERSIONS)))
                .sum();
    }
}
