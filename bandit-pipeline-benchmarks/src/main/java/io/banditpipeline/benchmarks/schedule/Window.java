package io.banditpipeline.benchmarks.schedule;

import io.banditpipeline.benchmarks.schedule.Planner.Plan;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of time of which plans are asked.
 *
 * @param after its begin, which is not part of it
 * @param to its end, which is
 */
record Window(Instant after, Instant to) {
    /** From a second before a date of a zone to the begin of the next date, that included. */
    static Window of(LocalDate date, ZoneId zone) {
        return new Window(
                date.atStartOfDay(zone).toInstant().minusSeconds(1),
                date.plusDays(1).atStartOfDay(zone).toInstant());
    }

    boolean contains(Instant instant) {
        return instant.isAfter(after) && !instant.isAfter(to);
    }

    /** What a plan does in this window. A plan that does not move on is left at once. */
    Fires fires(Plan plan) {
        List<Instant> instants = new ArrayList<>();
        Instant last = after;
        for (Instant next = plan.next(last); contains(next); next = plan.next(last)) {
            if (!next.isAfter(last)) {
                return new Fires(instants, true);
            }
            instants.add(next);
            last = next;
        }
        return new Fires(instants, !plan.next(last).isAfter(last));
    }

    /**
     * What a plan does.
     *
     * @param instants when it fires, in order
     * @param stuck whether it says that the next time after one is that one
     */
    record Fires(List<Instant> instants, boolean stuck) {
        /** Copies the list. */
        Fires {
            instants = List.copyOf(instants);
        }
    }
}
