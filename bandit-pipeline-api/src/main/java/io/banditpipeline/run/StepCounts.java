package io.banditpipeline.run;

/**
 * What became of the rows of a step: {@code fetched = stored + unchanged + quarantined + parked} (R8).
 *
 * @param fetched rows that came in
 * @param stored rows written, because they are new or differ from what was known
 * @param changed those of the stored that restate a row already known
 * @param unchanged rows that say what is already known; among them rows that another row of the same fetch supersedes
 * @param duplicates those of the unchanged that another row of the same fetch supersedes
 * @param quarantined rows held because they cannot be used
 * @param parked rows held because their entity belongs to no arm yet
 * @param removed rows known before that the source no longer reports: tombstones (not among the fetched)
 */
public record StepCounts(
        long fetched,
        long stored,
        long changed,
        long unchanged,
        long duplicates,
        long quarantined,
        long parked,
        long removed) {
    /** No rows. */
    public static final StepCounts ZERO = new StepCounts(0, 0, 0, 0, 0, 0, 0, 0);

    /** The sums. */
    public StepCounts plus(StepCounts other) {
        return new StepCounts(
                fetched + other.fetched,
                stored + other.stored,
                changed + other.changed,
                unchanged + other.unchanged,
                duplicates + other.duplicates,
                quarantined + other.quarantined,
                parked + other.parked,
                removed + other.removed);
    }

    /** Whether every row that came in is accounted for. */
    public boolean addsUp() {
        return fetched == stored + unchanged + quarantined + parked;
    }
}
