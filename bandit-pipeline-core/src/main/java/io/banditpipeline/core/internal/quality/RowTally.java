package io.banditpipeline.core.internal.quality;

/**
 * What became of the rows of one day when it was last collected.
 *
 * @param fetched rows that came in
 * @param errors those that are held because they cannot be used
 * @param duplicates those that another row of the same fetch supersedes
 * @param parked those whose entity belongs to no arm
 */
public record RowTally(long fetched, long errors, long duplicates, long parked) {
    /** No rows. */
    public static final RowTally ZERO = new RowTally(0, 0, 0, 0);

    /** The sums. */
    public RowTally plus(RowTally other) {
        return new RowTally(
                fetched + other.fetched, errors + other.errors, duplicates + other.duplicates, parked + other.parked);
    }
}
