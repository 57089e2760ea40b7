package io.banditpipeline.jooq.internal.bulk;

/**
 * A whole-number column of a bulk table.
 *
 * @param name its name: letters, digits and underscores, since it goes into SQL unquoted
 * @param type how wide it is
 * @param nullable whether {@link RowBuffer#NULL} stands for SQL's null
 */
public record BulkColumn(String name, Type type, boolean nullable) {
    /** Widths. */
    public enum Type {
        /** BIGINT. */
        LONG,
        /** INT. */
        INT,
        /** SMALLINT. */
        SHORT
    }

    /** @throws IllegalArgumentException if the name is not made of letters, digits and underscores */
    public BulkColumn {
        BulkTable.requireIdentifier(name);
    }

    /** A column that is never null. */
    public static BulkColumn of(String name, Type type) {
        return new BulkColumn(name, type, false);
    }

    /** A BIGINT that may be null. */
    public static BulkColumn nullableLong(String name) {
        return new BulkColumn(name, Type.LONG, true);
    }
}
