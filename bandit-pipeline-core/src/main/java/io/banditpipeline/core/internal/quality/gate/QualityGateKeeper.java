package io.banditpipeline.core.internal.quality.gate;

import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.GateResult;
import io.banditpipeline.quality.GateResult.Gate;
import io.banditpipeline.quality.GateResult.State;
import io.banditpipeline.quality.QualityGates;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a decision may rest on the data of an account (R10). A pure function of the evidence.
 *
 * <p>Completeness and consistency are those of the last seven days, unusable rows those of all days that are fetched
 * again, or of the last day if they are more; of a platform that restates fewer days, only those. What is older cannot
 * be mended by waiting, so it is told and holds nothing back. What is unknown fails no gate. Of less than 20 due
 * arm-days completeness fails only where even the upper end of its interval is too low: one missing day of a single arm
 * is not yet a broken feed.
 */
public final class QualityGateKeeper {
    /** The days whose completeness and consistency count. */
    static final int RECENT_DAYS = 7;

    /** Rounding of sums must not fail a gate. */
    private static final double ROUNDING = 1e-9;

    private final QualityGates gates;

    /** @param gates the limits */
    public QualityGateKeeper(QualityGates gates) {
        this.gates = gates;
    }

    /** What each gate says of an account. */
    public List<GateResult> judge(GateEvidence evidence) {
        return List.of(issues(evidence), findings(evidence), completeness(evidence), consistency(evidence));
    }

    /** What was found about a campaign as a whole: of it only findings and consistency are known. */
    public List<GateResult> judgeCampaign(GateEvidence evidence) {
        return List.of(findings(evidence), consistency(evidence));
    }

    /** Why no decision may be made, for a person; empty if one may. */
    public static String obstacle(Collection<GateResult> results) {
        return results.stream()
                .filter(GateResult::failed)
                .map(result -> result.subject() + ": " + result.text())
                .collect(Collectors.joining(" "));
    }

    private GateResult findings(GateEvidence evidence) {
        return new FindingsGate(evidence, evidence.firstOf(RECENT_DAYS)).result();
    }

    private GateResult issues(GateEvidence evidence) {
        LocalDate first = evidence.firstOf(Integer.MAX_VALUE);
        Shares all = Shares.of(evidence, Dimension.VALIDITY);
        Shares recent = all.from(first);
        double limit = gates.maxIssueShare();
        Predicate<Shares> bad = shares -> 1 - shares.share().orElse(1) > limit + ROUNDING
                || 1 - shares.from(evidence.lastDay()).upper() > limit + ROUNDING;
        Shares last = recent.from(evidence.lastDay());
        String what = String.format(
                Locale.ROOT,
                "%.0f of %.0f rows fetched of %s to %s cannot be used (%s), %.0f of %.0f of the last day; at most %s may"
                        + " be.",
                recent.denominator() - recent.numerator(),
                recent.denominator(),
                first,
                evidence.lastDay(),
                percent(1 - recent.share().orElse(1)),
                last.denominator() - last.numerator(),
                last.denominator(),
                percent(limit));
        Measure measure = new Measure(evidence, Gate.ISSUES, limit, recent, all.before(first), bad, true);
        return measure.result(
                what,
                "See the account's rows in quarantine: correct or release those that are right, reject the rest, or"
                        + " mend the source.");
    }

    private GateResult completeness(GateEvidence evidence) {
        return atLeast(
                evidence,
                Gate.COMPLETENESS,
                Dimension.COMPLETENESS,
                gates.minCompleteness(),
                Shares::lenient,
                "of what was due is there",
                "Find out why days are missing, and fetch them again; if the account or its arms were paused on the"
                        + " platform, this passes by itself within two weeks.");
    }

    private GateResult consistency(GateEvidence evidence) {
        return atLeast(
                evidence,
                Gate.CONSISTENCY,
                Dimension.CONSISTENCY,
                gates.minConsistency(),
                shares -> shares.share().orElse(1),
                "of numbers that should be the same agree",
                "See the open findings of consistency for the numbers that differ.");
    }

    private GateResult atLeast(
            GateEvidence evidence,
            Gate gate,
            Dimension dimension,
            double limit,
            ToDoubleFunction<Shares> measured,
            String agrees,
            String remedy) {
        LocalDate first = evidence.firstOf(RECENT_DAYS);
        Shares all = Shares.of(evidence, dimension);
        Shares recent = all.from(first);
        String what = percent(recent.share().orElse(1)) + " " + agrees + " on " + first + " to " + evidence.lastDay()
                + "; at least " + percent(limit) + " must.";
        Predicate<Shares> bad = shares -> measured.applyAsDouble(shares) < limit - ROUNDING;
        return new Measure(evidence, gate, limit, recent, all.before(first), bad, false).result(what, remedy);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** One share against its limit. */
    private record Measure(
            GateEvidence evidence,
            Gate gate,
            double limit,
            Shares recent,
            Shares older,
            Predicate<Shares> bad,
            boolean complement) {
        GateResult result(String what, String remedy) {
            OptionalDouble share = recent.share();
            if (share.isPresent() && bad.test(recent)) {
                LocalDate since = recent.first(bad);
                String when = since == null ? "" : " Since " + since + ".";
                return of(State.FAILED, share, share.getAsDouble(), since, what + when + " " + remedy);
            }
            OptionalDouble past = older.share();
            if (past.isPresent() && bad.test(older)) {
                return of(
                        State.PAST,
                        past,
                        1,
                        older.first(bad),
                        "Only days before " + evidence.firstOf(complement ? Integer.MAX_VALUE : RECENT_DAYS)
                                + " fail it (" + percent(shown(past)) + "), which holds nothing back.");
            }
            return share.isPresent()
                    ? of(State.PASSED, share, 1, null, what)
                    : of(State.UNKNOWN, share, 1, null, "Nothing was due, so nothing is known.");
        }

        private GateResult of(State state, OptionalDouble share, double cap, @Nullable LocalDate since, String text) {
            double value = share.isPresent() ? shown(share) : Double.NaN;
            return new GateResult(evidence.subject(), gate, state, value, limit, cap, since, text);
        }

        private double shown(OptionalDouble share) {
            return complement ? 1 - share.orElse(1) : share.orElse(1);
        }
    }
}
