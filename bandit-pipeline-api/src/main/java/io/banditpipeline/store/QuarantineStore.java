package io.banditpipeline.store;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
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
 * are in use. A fetch that rejects a row again leaves a REJECTED one so, and holds any other again; the numbers of an
 * earlier decision then stay until a decision or a fetch replaces them, and while they count the row cannot be
 * REJECTED.
 *
 * <p>A fetch changes nothing of a row that it began before: one that was seen, decided or superseded later than the
 * fetch's {@code observedAt}. So a fetch that is stored again, or late, undoes no decision (R1).
 *
 * <p>What a fetch covers: a held row whose observation speaks of a day of its slice lies on that day, any other on all
 * days of its slice. A fetch of the same source, account, level and granularity that covers these days and does not
 * reject the row supersedes it if it is HELD; a decision stays.
 *
 * <p>Each change of state is noted in the audit trail: those by fetches with the actor {@code "pipeline"} and the
 * fetch's {@code observedAt}. An observation is kept with its row if its instants are of the years 1900 to 9999.
 */
public interface QuarantineStore {
    /** Hands the held rows in some states to the consumer, those held first first, then by id. */
    void held(Set<HeldRow.State> states, Consumer<? super HeldRow> consumer);

    /** A held row, or empty if there is none of that id. */
    Optional<HeldRow> held(String id);

    /**
     * The rows of a source and account on some days that somebody has decided on, by id: those RELEASED, CORRECTED or
     * REJECTED. A row that could not be read lies on all days of the slice that it was first held in. A fetch that has
     * them again takes what counts in their place, as observed by that fetch, so that it counts again even if it had
     * vanished meanwhile; a REJECTED one never counts.
     *
     * @param subject the account's key
     * @param days the account-local days
     */
    Map<String, HeldRow> decided(String source, String subject, DateRange days);

    /**
     * Holds rows of a slice that is refused as a whole, in one transaction; metrics, parked rows, watermark and
     * tombstones stay. Rows of that slice held before and not among these are superseded, as by
     * {@link MetricStore#replace}. Doing so again changes nothing (R1).
     *
     * @param rows streamed; may be read several times
     * @return how many rows there are, repeated ones counted as often as they stand there
     */
    long hold(Slice slice, Instant observedAt, Iterable<RejectedRow> rows);

    /**
     * Decides on a held row, in one transaction with what that changes in the metrics: the row of a decision is added
     * as {@link MetricStore#append} does, as observed at the decision's moment, or parked if its entity belongs to no
     * arm. The same decision again (state and row, whatever its moment, actor and note) changes nothing (R1).
     *
     * <p>While the numbers of an earlier decision on the row count, a new row must be of the same entity, interval and
     * origin and not be decided before it: it supersedes them and is never added to them (R4).
     *
     * @return the row as it is then
     * @throws io.banditpipeline.error.PipelineException with INVALID_INPUT if there is no such row, if its state or its
     *     numbers do not allow the decision, if the decision's row is of another account's currency or neither an hour
     *     nor a day of the account, or if outcomes are to be released or corrected, which have no such rows; the
     *     message says what to do instead
     */
    HeldRow resolve(String id, Resolution resolution);

    /**
     * The audit trail of a held row, oldest first; empty if there is no such row, or if nothing happened to it since
     * the storage began to keep trails.
     */
    List<HeldEvent> events(String id);

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
