package io.banditpipeline.store;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Rows that cannot be used, and rows parked until their entity is mapped.
 *
 * <p>A held row goes from HELD to RELEASED, CORRECTED or REJECTED by a decision, or to SUPERSEDED by a later fetch.
 * From REJECTED it may still be released or corrected, from RELEASED and CORRECTED only be corrected, since its numbers
 * are in use. A fetch that rejects a row again leaves a REJECTED one so, and holds any other again.
 */
public interface QuarantineStore {
    /** Hands every held row to the consumer, superseded ones too, oldest first. */
    void held(Consumer<? super HeldRow> consumer);

    /** Hands the held rows in some states to the consumer, those held first first, then by id. */
    default void held(Set<HeldRow.State> states, Consumer<? super HeldRow> consumer) {
        throw new UnsupportedOperationException("not yet");
    }

    /** A held row, or empty if there is none of that id. */
    default Optional<HeldRow> held(String id) {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * The rows of a source and account that were released or corrected, by id: a fetch that has them again takes what
     * counts in their place.
     *
     * @param subject the account's key
     */
    default Map<String, HeldRow> resolved(String source, String subject) {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * Holds rows of a slice that is refused as a whole, in one transaction; metrics, watermark and tombstones stay.
     * Rows of that slice held before and not among these are superseded, as by {@link MetricStore#replace}.
     *
     * @return how many rows are held, repeated ones counted as often as they stand there
     */
    default long hold(Slice slice, Instant observedAt, Iterable<RejectedRow> rows) {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * Decides on a held row, in one transaction with what that changes in the metrics: the row of a decision is added
     * as {@link MetricStore#append} does, or parked if its entity belongs to no arm. The same decision again (state and
     * row, whatever its moment) changes nothing (R1).
     *
     * @return the row as it is then
     * @throws io.banditpipeline.error.PipelineException with INVALID_INPUT if there is no such row, if its state does
     *     not allow the decision, or if the decision's row is of another account's currency
     */
    default HeldRow resolve(String id, Resolution resolution) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The audit trail of a held row, oldest first. */
    default List<HeldEvent> events(String id) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The number of rows parked for each account, by account key and entity id. */
    Map<String, Map<String, Long>> parkedByEntity();

    /**
     * Moves parked rows whose entity now belongs to an arm into the metrics, in one transaction.
     *
     * @return what that changed
     */
    SliceReceipt readmit(Account account, Level level);

    /** Hands every parked row of an account and level to the consumer, by entity and interval. */
    void parked(Account account, Level level, Consumer<? super Observation> consumer);
}
