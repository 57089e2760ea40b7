package io.banditpipeline.connectors.meta;

import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.RejectedRow;

/** Takes what became of rows of insights. Not thread-safe. */
interface RowTaker {
    /** Takes a row that could be read. */
    void accept(Observation row);

    /** Takes a row that could not. */
    void reject(RejectedRow row);

    /** A row of hours named no hour, and all of it is zero: it is left out, since any hour would be made up. */
    void withoutHour();
}
