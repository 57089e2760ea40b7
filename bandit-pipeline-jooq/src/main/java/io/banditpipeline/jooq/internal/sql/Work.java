package io.banditpipeline.jooq.internal.sql;

import java.sql.SQLException;

/**
 * Work to be done in one transaction. It may be run several times: it must have no effect but on the database, and
 * return what it found out.
 *
 * @param <T> what it returns
 */
@FunctionalInterface
public interface Work<T> {
    /**
     * Does the work.
     *
     * @throws SQLException if a statement failed
     */
    T run(Session session) throws SQLException;
}
