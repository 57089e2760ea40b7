package io.banditpipeline.jooq.internal.sql;

import java.sql.SQLException;

/** {@link Work} that is done for its effect and returns nothing. As it, it may be run several times. */
@FunctionalInterface
public interface Action {
    /**
     * Does the work.
     *
     * @throws SQLException if a statement failed
     */
    void run(Session session) throws SQLException;
}
