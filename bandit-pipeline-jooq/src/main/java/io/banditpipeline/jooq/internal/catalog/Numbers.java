package io.banditpipeline.jooq.internal.catalog;

import io.banditpipeline.jooq.internal.sql.Session;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Numbers that stand for long ids: one more than the largest given out, so that they follow from the order of adding
 * alone.
 */
public final class Numbers {
    private Numbers() {}

    /** The next free number of a column; at least 1. */
    public static Long next(Session session, Table<?> table, Field<? extends Number> column) {
        Number largest = session.dsl().select(DSL.max(column)).from(table).fetchOne(0, Number.class);
        return largest == null ? 1L : largest.longValue() + 1;
    }
}
