package io.banditpipeline.testkit.fault;

import io.banditpipeline.metric.Observation;
import java.util.ArrayList;
import java.util.List;

/** What a fault makes of the rows of a day of an entity. Pure: the same rows and surroundings give the same. */
interface Tampering {
    /** The rows in place of the clean ones. */
    List<Delivery> tamper(EntityDay where, List<Observation> rows, Surroundings around);

    /** What it needs besides the rows that it changes. */
    default Needs needs() {
        return Needs.ROWS;
    }

    /** What a tampering needs besides the rows that it changes. */
    enum Needs {
        /** Nothing. */
        ROWS,
        /** Rows of other days, which may lead to rows on a day that has none. */
        OTHER_DAYS,
        /** The hourly rows of the day. */
        HOURS,
        /** Hourly rows of this and other days, which may lead to rows on a day that has none. */
        HOURS_OF_OTHER_DAYS;

        boolean hours() {
            return this == HOURS || this == HOURS_OF_OTHER_DAYS;
        }

        boolean otherDays() {
            return this == OTHER_DAYS || this == HOURS_OF_OTHER_DAYS;
        }
    }

    /** Changes each row by itself, as far as the lot falls on it. */
    static Tampering eachRow(RowChange change) {
        return (where, rows, around) -> {
            List<Delivery> changed = new ArrayList<>();
            for (Observation row : rows) {
                if (around.isHit(row)) {
                    changed.addAll(change.of(row, around));
                } else {
                    changed.add(new Delivery.Row(row));
                }
            }
            return changed;
        };
    }

    /** What becomes of one row. */
    interface RowChange {
        List<Delivery> of(Observation row, Surroundings around);
    }
}
