package io.banditpipeline.benchmarks.schedule;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Something that can tell when a job is due. */
interface Planner {
    /** Its name in figures. */
    String name();

    /** Plans a cadence in a zone, or null if it cannot express that. */
    @Nullable
    Plan plan(Cadence cadence, ZoneId zone);

    /** When a job is due. */
    @FunctionalInterface
    interface Plan {
        /** The first time after an instant, by what the planner says. */
        Instant next(Instant after);
    }
}
