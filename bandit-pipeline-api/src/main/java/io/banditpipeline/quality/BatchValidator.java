package io.banditpipeline.quality;

import io.banditpipeline.metric.Observation;

/** A rule that the rows of a slice keep or break together, or against the recent days of their arms. */
public non-sealed interface BatchValidator extends Validator {
    @Override
    default Scope scope() {
        return Scope.BATCH;
    }

    /** Begins to check one slice. */
    Check begin(BatchContext context);

    /** Checks one slice; used once, by one thread. Its memory may grow with entities and days, not with rows. */
    interface Check {
        /**
         * Sees a row that broke no row rule, in order of arrival; a row that repeats another one is seen too.
         *
         * @return what is wrong with this row: it is then treated as a row rule's violation would be
         */
        Verdict row(Observation row);

        /**
         * Says what is wrong with the slice as a whole, after its last row. A finding of severity FATAL holds every row
         * of the slice; others are told and flag the account's day.
         */
        default void end(Findings findings) {}
    }
}
