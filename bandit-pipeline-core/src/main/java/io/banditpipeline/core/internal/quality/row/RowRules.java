package io.banditpipeline.core.internal.quality.row;

import static io.banditpipeline.quality.Dimension.COMPLETENESS;
import static io.banditpipeline.quality.Dimension.CONSISTENCY;
import static io.banditpipeline.quality.Dimension.PLAUSIBILITY;
import static io.banditpipeline.quality.Dimension.VALIDITY;
import static io.banditpipeline.quality.Severity.ERROR;
import static io.banditpipeline.quality.Severity.INFO;
import static io.banditpipeline.quality.Severity.WARN;

import io.banditpipeline.core.internal.quality.rule.RuleSpec;
import io.banditpipeline.quality.Validator;
import java.util.List;

/** The table of all rules of rows. */
public final class RowRules {
    private RowRules() {}

    /** Every rule with its defaults: first what the storage relies on, then numbers, then how numbers fit together. */
    public static List<Validator> all() {
        return List.of(
                slice(),
                interval(),
                future(),
                observed(),
                currency(),
                negative(),
                magnitude(),
                empty(),
                clicks(),
                conversions(),
                costWithoutImpressions(),
                impressionsWithoutCost(),
                ratio());
    }

    private static RowRule slice() {
        return RowRule.of(
                new RuleSpec("row.slice", VALIDITY, ERROR, "A row belongs to the slice that was asked for."),
                TimeChecks::withinSlice);
    }

    private static RowRule interval() {
        return RowRule.of(
                new RuleSpec(
                        "row.interval",
                        VALIDITY,
                        ERROR,
                        "An interval is a whole hour or local day on the account's clock, and of the day that it names."),
                new IntervalCheck());
    }

    private static RowRule future() {
        return new RowRule(
                new RuleSpec("row.future", VALIDITY, ERROR, "An interval has begun.").and("skewMinutes", 5, 0, 1_440),
                TimeChecks::begun);
    }

    private static RowRule observed() {
        return RowRule.of(
                new RuleSpec("row.observed", VALIDITY, ERROR, "A row says when it was observed, not before 2000."),
                TimeChecks::observed);
    }

    private static RowRule currency() {
        return RowRule.of(
                new RuleSpec("row.currency", VALIDITY, ERROR, "Amounts are in the account's currency."),
                NumberChecks::inAccountCurrency);
    }

    private static RowRule negative() {
        return RowRule.of(
                new RuleSpec("row.negative", VALIDITY, ERROR, "No quantity is negative, but revenue may be."),
                NumberChecks::notNegative);
    }

    private static RowRule magnitude() {
        return new RowRule(
                new RuleSpec("row.magnitude", VALIDITY, ERROR, "A quantity is not so large that sums could overflow.")
                        .and("maxCount", 1e11, 1, 1e15)
                        .and("maxUnits", 1e11, 1, 1e11),
                NumberChecks::notTooLarge);
    }

    private static RowRule empty() {
        return RowRule.of(
                new RuleSpec("row.empty", COMPLETENESS, WARN, "A row reports at least one quantity."),
                NumberChecks::notEmpty);
    }

    private static RowRule clicks() {
        return new RowRule(
                new RuleSpec(
                                "row.clicks",
                                CONSISTENCY,
                                ERROR,
                                "Clicks are at most impressions by day; by hour, where a click may follow an impression"
                                        + " of the hour before, more of them only warn.")
                        .and("tolerance", 0, 0, 1_000),
                FunnelChecks::clicksWithinImpressions);
    }

    private static RowRule conversions() {
        return new RowRule(
                new RuleSpec("row.conversions", PLAUSIBILITY, WARN, "Conversions are not many times the clicks.")
                        .and("maxRatio", 2, 0, 1e6)
                        .and("minConversions", 10, 0, 1e9),
                FunnelChecks::conversionsNearClicks);
    }

    private static RowRule costWithoutImpressions() {
        return new RowRule(
                new RuleSpec(
                                "row.cost_without_impressions",
                                CONSISTENCY,
                                ERROR,
                                "What cost money was shown; by hour, or until a day has settled, the opposite only"
                                        + " warns.")
                        .and("settlingHours", 48, 0, 10_000),
                FunnelChecks::costHasImpressions);
    }

    private static RowRule impressionsWithoutCost() {
        return RowRule.of(
                new RuleSpec("row.impressions_without_cost", CONSISTENCY, INFO, "What was shown cost money."),
                FunnelChecks::impressionsHaveCost);
    }

    private static RowRule ratio() {
        return new RowRule(
                new RuleSpec("row.ratio", PLAUSIBILITY, WARN, "Cost per click, cost per thousand and ROAS are sane.")
                        .and("maxCpc", 1e6, 0, 1e12)
                        .and("maxCpm", 1e7, 0, 1e12)
                        .and("maxRoas", 1e4, 0, 1e12)
                        .and("minCost", 1, 0, 1e12),
                FunnelChecks::saneRatios);
    }
}
