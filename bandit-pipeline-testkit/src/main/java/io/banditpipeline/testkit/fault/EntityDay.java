package io.banditpipeline.testkit.fault;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.Observation;
import java.time.LocalDate;

/** A local day of a platform entity: what faults change as a whole. */
record EntityDay(EntityRef entity, LocalDate day) {
    static EntityDay of(Observation row) {
        return new EntityDay(row.entity(), row.interval().day());
    }
}
