package io.banditpipeline.store;

import io.banditpipeline.metric.DateRange;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.QualityScore;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps what is known of the data's quality: scores, findings, and what detectors have learnt. */
public interface QualityStore {
    /** Notes scores; one of the same subject and dimension is replaced. Doing so again changes nothing (R1). */
    void saveScores(Collection<QualityScore> scores);

    /** Hands the scores of some days to the consumer, by day, kind and id of the subject, and dimension. */
    void scores(DateRange days, Consumer<? super QualityScore> consumer);

    /**
     * Notes what a check found. A finding that is known stays first seen when it was; one that is open, of the same
     * check and of the checked days (or of no day), and not found any more is resolved.
     *
     * @param check what was checked, such as {@code "account:meta:act_1"}
     * @param days the days that were checked
     * @param findings all that was found; of findings that are the same, the last counts
     * @param at the moment of the check
     */
    void saveFindings(String check, DateRange days, Collection<Finding> findings, Instant at);

    /** Hands findings that were seen or resolved at {@code since} or later to the consumer, the first seen first. */
    void findings(Instant since, Consumer<? super KnownFinding> consumer);

    /** Hands the states of a detector's series whose key begins with a prefix to the consumer, by key. */
    void detectorStates(String detector, String keyPrefix, BiConsumer<String, byte[]> consumer);

    /** Replaces the states of some series of a detector, in one transaction. */
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
