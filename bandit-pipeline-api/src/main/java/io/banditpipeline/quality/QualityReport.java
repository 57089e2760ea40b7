package io.banditpipeline.quality;

import io.banditpipeline.metric.DateRange;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How far the data can be trusted, and why. {@link #toString} is the report for a person, {@link QualityReportHtml} the
 * same as a page. Its texts hold what sources delivered: whoever shows them elsewhere must escape them.
 *
 * @param asOf when it was made
 * @param days the local days that the scores speak of
 * @param overall the overall score of all accounts together, from 0 to 1, capped by the worst gate; empty if nothing is
 *     known
 * @param ratings the scores of campaigns, platforms, accounts and arms over the days, in that order, and by id
 * @param accountDays the scores of each account on each of the days that has any, by account and day
 * @param gates what the gates say of each account and campaign, by subject and gate
 * @param open what rules found and still find, the gravest first
 * @param resolved what was found and is not found any more, the latest first
 * @param held what waits in quarantine, by rule; a row that broke several rules stands under each
 * @param parked rows whose entity belongs to no arm, by account
 * @param rowCounts what became of the rows of the latest run: how many, by what
 */
public record QualityReport(
        Instant asOf,
        DateRange days,
        OptionalDouble overall,
        List<Rating> ratings,
        List<Rating> accountDays,
        List<GateResult> gates,
        Listing<Problem> open,
        Listing<Problem> resolved,
        Quarantined held,
        List<Parked> parked,
        Map<String, Long> rowCounts) {
    /** Copies the lists. */
    public QualityReport {
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(days, "days");
        Objects.requireNonNull(overall, "overall");
        ratings = List.copyOf(ratings);
        accountDays = List.copyOf(accountDays);
        gates = List.copyOf(gates);
        Objects.requireNonNull(open, "open");
        Objects.requireNonNull(resolved, "resolved");
        Objects.requireNonNull(held, "held");
        parked = List.copyOf(parked);
        rowCounts = Collections.unmodifiableMap(new LinkedHashMap<>(rowCounts));
    }

    /** Whether no gate holds decisions back. */
    public boolean fit() {
        return gates.stream().noneMatch(GateResult::failed);
    }

    /** The ratings of one kind of thing. */
    public List<Rating> ratings(Subject.Kind kind) {
        return ratings.stream()
                .filter(rating -> rating.subject().kind() == kind)
                .toList();
    }

    /** The report as text. */
    @Override
    public String toString() {
        return QualityReportText.of(this);
    }

    /**
     * The scores of a subject.
     *
     * @param subject what it is about
     * @param scores one for each dimension that is known, in the order of the dimensions
     * @param overall their weighted mean, capped by the worst gate that the subject stands behind; empty if nothing is
     *     known
     */
    public record Rating(Subject subject, List<QualityScore> scores, OptionalDouble overall) {
        /** Copies the list. */
        public Rating {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(overall, "overall");
            scores = List.copyOf(scores);
        }

        /** The score in a dimension; empty if nothing is known of it. */
        public Optional<QualityScore> score(Dimension dimension) {
            return scores.stream()
                    .filter(score -> score.dimension() == dimension)
                    .findFirst();
        }
    }

    /**
     * The first things of a long list.
     *
     * @param <T> what is listed
     * @param shown the first ones, in order
     * @param total how many there are in all; at least as many as are shown
     */
    public record Listing<T>(List<T> shown, long total) {
        /** @throws IllegalArgumentException if more are shown than there are */
        public Listing {
            shown = List.copyOf(shown);
            if (total < shown.size()) {
                throw new IllegalArgumentException(
                        "total must be at least the " + shown.size() + " that are shown, but is " + total);
            }
        }

        /** How many are not shown. */
        public long more() {
            return total - shown.size();
        }
    }

    /**
     * A finding with its times.
     *
     * @param finding what was found, as it was seen last
     * @param since when it was seen first
     * @param lastSeen when it was seen last
     * @param resolvedAt when it was not found any more; null while it is open
     */
    public record Problem(
            Finding finding,
            Instant since,
            Instant lastSeen,
            @Nullable Instant resolvedAt) {
        /** Checks that nothing is null but the moment of the end. */
        public Problem {
            Objects.requireNonNull(finding, "finding");
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(lastSeen, "lastSeen");
        }
    }

    /**
     * What waits in quarantine.
     *
     * @param rows how many rows wait, each counted once
     * @param rules the rules that they broke, those with most rows first
     */
    public record Quarantined(long rows, List<HeldRule> rules) {
        /** Copies the list. */
        public Quarantined {
            rules = List.copyOf(rules);
        }
    }

    /**
     * The rows that one rule holds in quarantine.
     *
     * @param rule the rule's id
     * @param rows how many rows it holds
     * @param oldest when the one that waits longest was held
     * @param newest when the latest one was held
     * @param examples some of them, the latest first
     */
    public record HeldRule(String rule, long rows, Instant oldest, Instant newest, List<HeldExample> examples) {
        /** Copies the list. */
        public HeldRule {
            examples = List.copyOf(examples);
        }
    }

    /**
     * A row in quarantine.
     *
     * @param id the id to decide on it by
     * @param source the source that delivered it
     * @param subject the account or campaign that it was delivered for
     * @param heldAt when it was first held
     * @param row the row as it came, its texts cut where they are long, with its reasons
     */
    public record HeldExample(String id, String source, String subject, Instant heldAt, RejectedRow row) {}

    /**
     * Rows of one account whose entity belongs to no arm.
     *
     * @param account the account's key
     * @param rows how many rows
     * @param entities their entities, with the number of rows of each, those with most rows first
     */
    public record Parked(String account, long rows, Listing<ParkedEntity> entities) {}

    /**
     * An entity that belongs to no arm.
     *
     * @param id the platform's id of it
     * @param rows how many rows of it are parked
     */
    public record ParkedEntity(String id, long rows) {}
}
