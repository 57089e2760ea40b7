package io.banditpipeline.core.internal.quality;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of an account's rows in the latest collection, by day and by arm. Its memory grows with arms and days,
 * not with rows. Not thread-safe.
 */
public final class RowTallies {
    private final Map<LocalDate, RowTally> days = new HashMap<>();
    private final Map<String, Map<LocalDate, RowTally>> arms = new HashMap<>();

    /**
     * Counts rows.
     *
     * @param armId the arm that they belong to, or null if none is known
     * @param day the account-local day that they speak of; of rows that cannot be read, a day in the middle of their
     *     slice
     * @param rows what became of them
     */
    public void add(@Nullable String armId, LocalDate day, RowTally rows) {
        days.merge(day, rows, RowTally::plus);
        if (armId != null) {
            arms.computeIfAbsent(armId, arm -> new HashMap<>()).merge(day, rows, RowTally::plus);
        }
    }

    /** Adds all that others have counted. */
    public void addAll(RowTallies others) {
        others.days.forEach((day, rows) -> days.merge(day, rows, RowTally::plus));
        others.arms.forEach((arm, byDay) -> {
            Map<LocalDate, RowTally> known = arms.computeIfAbsent(arm, key -> new HashMap<>());
            byDay.forEach((day, rows) -> known.merge(day, rows, RowTally::plus));
        });
    }

    /** All rows of a day; zero if none were fetched. */
    public RowTally of(LocalDate day) {
        return days.getOrDefault(day, RowTally.ZERO);
    }

    /** The rows of an arm on a day; zero if none were fetched. */
    public RowTally of(String armId, LocalDate day) {
        return arms.getOrDefault(armId, Map.of()).getOrDefault(day, RowTally.ZERO);
    }

    /** All rows by day. */
    public Map<LocalDate, RowTally> days() {
        return Collections.unmodifiableMap(days);
    }
}
