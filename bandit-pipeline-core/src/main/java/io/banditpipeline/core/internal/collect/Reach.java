package io.banditpipeline.core.internal.collect;

import io.banditpipeline.metric.DateRange;
import java.util.Objects;

/** Which days of an account a collection is to bring up to date. */
public sealed interface Reach {
    /**
     * What decisions need: the days since the feed was complete, those that may still be restated, and after them the
     * history that is still missing, newest first.
     */
    record Due() implements Reach {}

    /**
     * What was reported lately: yesterday and the open day, and of the days since the feed was complete as many as one
     * slice holds. They do not become complete by it, other than the first slice of a feed of which nothing is: what is
     * complete has been restated, too, and that is what {@link Due} goes on from.
     */
    record Recent() implements Reach {}

    /**
     * Every day of a range that is over, whether it is known or not. Days after a gap behind all that is complete are
     * stored without becoming complete, so that {@link Due} still fills the gap.
     */
    record Days(DateRange range) implements Reach {
        /** Checks that nothing is null. */
        public Days {
            Objects.requireNonNull(range, "range");
        }
    }

    /** The days of a range that are over and not complete yet; those after a gap as of {@link Days}. */
    record Missing(DateRange range) implements Reach {
        /** Checks that nothing is null. */
        public Missing {
            Objects.requireNonNull(range, "range");
        }
    }
}
