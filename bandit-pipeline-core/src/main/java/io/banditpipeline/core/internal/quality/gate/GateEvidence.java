package io.banditpipeline.core.internal.quality.gate;

import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.store.QualityStore.KnownFinding;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What a judgement of one account, or of a campaign as a whole, rests on.
 *
 * @param subject the account or the campaign, without a day
 * @param about what else is about it without a day, such as its platform
 * @param lastDay the last local day that is over
 * @param restatementDays how many past days may still be mended by fetching them again; at least 0
 * @param scores its scores by day; of other subjects they are left out
 * @param findings what was found; of other subjects it is left out
 */
public record GateEvidence(
        Subject subject,
        Set<Subject> about,
        LocalDate lastDay,
        int restatementDays,
        List<QualityScore> scores,
        List<KnownFinding> findings) {
    /** @throws IllegalArgumentException if {@code restatementDays} is negative */
    public GateEvidence {
        about = Set.copyOf(about);
        scores = List.copyOf(scores);
        findings = List.copyOf(findings);
        if (restatementDays < 0) {
            throw new IllegalArgumentException("restatementDays must not be negative, but is " + restatementDays);
        }
    }

    /** Whether a score or finding of a subject, on whatever day, belongs to it. */
    boolean speaksOf(Subject other) {
        Subject thing = new Subject(other.kind(), other.id(), null);
        return thing.equals(subject) || about.contains(thing);
    }

    /** The first day of the last so many days, but of no more than may still be mended. */
    LocalDate firstOf(int days) {
        return lastDay.minusDays(Math.max(1, Math.min(days, restatementDays)) - 1L);
    }
}
