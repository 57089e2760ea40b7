package io.banditpipeline.store;

import io.banditpipeline.metric.DateRange;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.QualityScore;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps what is known of the data's quality: scores, findings, and what detectors have learnt. */
public interface QualityStore {
    /**
     * Notes scores, in one transaction; one of the same subject and dimension is replaced, and of several of one call
     * the last counts. Doing so again changes nothing (R1).
     */
    void saveScores(Collection<QualityScore> scores);

    /**
     * Hands the scores of some days to the consumer, and those of no single day, which come first: by day, kind and id
     * of the subject, and dimension; ids in the order of code points.
     */
    void scores(DateRange days, Consumer<? super QualityScore> consumer);

    /**
     * Notes what a check found, in one transaction. A finding that is known stays first seen when it was; one that is
     * open, of the same check and of the checked days (or of no day), and not found any more is resolved. One that is
     * found again after it was resolved is open again and first seen now: what is kept is its latest episode.
     *
     * <p>A check that was made before a finding was last seen or resolved changes nothing of that finding, so that
     * noting the same again, or late, changes nothing (R1).
     *
     * @param check what was checked, such as {@code "account:meta:act_1"}; at most 400 characters
     * @param days the days that were checked
     * @param findings all that was found; of findings that are the same, the last counts
     * @param at the moment of the check
     */
    void saveFindings(String check, DateRange days, Collection<Finding> findings, Instant at);

    /**
     * Hands findings that were seen or resolved at {@code since} or later to the consumer, the first seen first, those
     * of one moment by check.
     */
    void findings(Instant since, Consumer<? super KnownFinding> consumer);

    /** What a detector has learnt of some series, by key; those of which nothing is kept are missing. */
    Map<String, byte[]> detectorStates(String detector, Collection<String> keys);

    /**
     * Replaces the states of some series of a detector, in one transaction; those of others stay.
     *
     * @param detector the detector's id; at most 190 characters
     * @param states by the key of the series, which has at most 400 characters
     */
    void saveDetectorStates(String detector, Map<String, byte[]> states);

    /**
     * A finding as it is kept.
     *
     * @param check what was checked
     * @param finding the finding, as it was seen last
     * @param firstSeen when it was seen first
     * @param lastSeen when it was seen last
     * @param resolvedAt when it was not found any more; null while it is open
     */
    record KnownFinding(
            String check,
            Finding finding,
            Instant firstSeen,
            Instant lastSeen,
            @Nullable Instant resolvedAt) {}
}
