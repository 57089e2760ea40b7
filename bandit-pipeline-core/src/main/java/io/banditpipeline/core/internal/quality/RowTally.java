package io.banditpipeline.core.internal.quality;

/**
 * What became of some rows of the latest collection.
 *
 * @param fetched rows that came in
 * @param errors those of them that broke a rule of severity ERROR or could not be read
 * @param duplicates those of them that another row of the same fetch supersedes
 * @param parked those of them whose entity belongs to no arm
 */
public record RowTally(long fetched, long errors, long duplicates, long parked) {
    /** No rows. */
    public static final RowTally ZERO = new RowTally(0, 0, 0, 0);

    /** A good row. */
    public static final RowTally GOOD = new RowTally(1, 0, 0, 0);

    /** A row that cannot be used. */
    public static final RowTally ERROR = new RowTally(1, 1, 0, 0);

    /** A row that another one supersedes. */
    public static final RowTally DUPLICATE = new RowTally(1, 0, 1, 0);

    /** A row that belongs to no arm. */
    public static final RowTally PARKED = new RowTally(1, 0, 0, 1);

    /** @throws IllegalArgumentException if a number is negative, or more rows are bad than came in */
    public RowTally {
        if (errors < 0 || duplicates < 0 || parked < 0 || Math.max(errors, Math.max(duplicates, parked)) > fetched) {
            throw new IllegalArgumentException("of " + fetched + " rows " + errors + " cannot have errors, "
                    + duplicates + " be duplicates and " + parked + " be parked");
        }
    }

    /** The sums. */
    public RowTally plus(RowTally other) {
        return new RowTally(
                fetched + other.fetched, errors + other.errors, duplicates + other.duplicates, parked + other.parked);
    }
}
