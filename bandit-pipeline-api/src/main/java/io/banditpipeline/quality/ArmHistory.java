package io.banditpipeline.quality;

import io.banditpipeline.campaign.Arm;
import io.banditpipeline.metric.Metrics;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The recent days of one arm, in its account's currency and zone.
 *
 * @param arm the arm
 * @param firstDay the first of the days
 * @param days what is known now of each day, in order; {@link Metrics#NONE} for a day without a fact
 * @param before what was known before the rows were last collected, of the same days: where it differs, the day was
 *     restated; empty if nothing was collected before
 */
public record ArmHistory(Arm arm, LocalDate firstDay, List<Metrics> days, List<Metrics> before) {
    /** @throws IllegalArgumentException if {@code before} is neither empty nor as long as {@code days} */
    public ArmHistory {
        days = List.copyOf(days);
        before = List.copyOf(before);
        if (!before.isEmpty() && before.size() != days.size()) {
            throw new IllegalArgumentException(
                    "before has " + before.size() + " days, but days has " + days.size() + "; they must be the same");
        }
    }

    /** What is known now of a day; {@link Metrics#NONE} if there is no fact of it. */
    public Metrics on(LocalDate day) {
        return at(days, day);
    }

    /** What was known of a day before the rows were last collected; {@link Metrics#NONE} if nothing. */
    public Metrics before(LocalDate day) {
        return at(before, day);
    }

    private Metrics at(List<Metrics> metrics, LocalDate day) {
        long index = ChronoUnit.DAYS.between(firstDay, day);
        return index < 0 || index >= metrics.size() ? Metrics.NONE : metrics.get((int) index);
    }
}
