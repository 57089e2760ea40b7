package io.banditpipeline.jooq.internal.metric;

import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.store.SliceContent;
import java.sql.SQLException;

/** Writes what a slice delivered but cannot be used, or not yet, inside the transaction that stores the slice (R8). */
@FunctionalInterface
public interface HeldRows {
    /** Replaces what is parked for the slice, and holds its rejected rows in quarantine. */
    void replace(Session session, int accountNo, SliceContent content) throws SQLException;
}
