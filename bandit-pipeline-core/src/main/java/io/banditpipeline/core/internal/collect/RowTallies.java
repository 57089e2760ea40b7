package io.banditpipeline.core.internal.collect;

import io.banditpipeline.core.internal.quality.RowTally;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Counts what becomes of an account's rows by day, and by arm on one day. Not thread-safe. */
final class RowTallies {
    private static final RowTally HELD = new RowTally(1, 1, 0, 0);
    private static final RowTally PARKED = new RowTally(1, 0, 0, 1);
    private static final RowTally REPEATED = new RowTally(1, 0, 1, 0);
    private static final RowTally GOOD = new RowTally(1, 0, 0, 0);

    private final LocalDate dayOfArms;
    private final Map<LocalDate, RowTally> byDay = new HashMap<>();
    private final Map<String, RowTally> byArm = new HashMap<>();

    /** @param dayOfArms the day that is counted by arm, too */
    RowTallies(LocalDate dayOfArms) {
        this.dayOfArms = dayOfArms;
    }

    void held(LocalDate day, String armId) {
        add(day, armId, HELD);
    }

    void parked(LocalDate day) {
        add(day, "", PARKED);
    }

    void kept(LocalDate day, String armId, boolean repeats) {
        add(day, armId, repeats ? REPEATED : GOOD);
    }

    private void add(LocalDate day, String armId, RowTally row) {
        byDay.merge(day, row, RowTally::plus);
        if (day.equals(dayOfArms) && !armId.isEmpty()) {
            byArm.merge(armId, row, RowTally::plus);
        }
    }

    /** The counts by day. */
    Map<LocalDate, RowTally> byDay() {
        return Map.copyOf(byDay);
    }

    /** The counts of the one day by arm. */
    Map<String, RowTally> byArm() {
        return Map.copyOf(byArm);
    }
}
