package io.banditpipeline.core.internal.quality.batch;

import static io.banditpipeline.quality.Dimension.COMPLETENESS;
import static io.banditpipeline.quality.Dimension.CONSISTENCY;
import static io.banditpipeline.quality.Dimension.PLAUSIBILITY;
import static io.banditpipeline.quality.Dimension.UNIQUENESS;
import static io.banditpipeline.quality.Dimension.VALIDITY;
import static io.banditpipeline.quality.Severity.ERROR;
import static io.banditpipeline.quality.Severity.INFO;
import static io.banditpipeline.quality.Severity.WARN;

import io.banditpipeline.core.internal.quality.rule.RuleSpec;
import io.banditpipeline.quality.Validator;
import java.util.List;

/** The table of all rules of slices. */
public final class BatchRules {
    private BatchRules() {}

    /** Every rule with its defaults. */
    public static List<Validator> all() {
        return List.of(
                unit(),
                currency(),
                repeated(),
                doubled(),
                missingArms(),
                missingHours(),
                missingArmHours(),
                shiftedHours(),
                vanished(),
                volume(),
                pageLimit(),
                unmapped(),
                clickFlood(),
                overspend());
    }

    private static BatchRule unit() {
        return new BatchRule(
                new RuleSpec(
                                "batch.unit",
                                VALIDITY,
                                ERROR,
                                "Cost, revenue and conversions are in the units that they usually are.")
                        .and("minDays", 7, 1, 366)
                        .and("minRows", 3, 1, 1e6)
                        .and("sliceShare", 0.8, 0.5, 1),
                UnitMistake::new);
    }

    private static BatchRule currency() {
        return BatchRule.ofDays(
                new RuleSpec(
                                "batch.currency",
                                VALIDITY,
                                ERROR,
                                "The prices of all arms of an account do not step by one factor from a day to the next.")
                        .and("minDays", 14, 8, 28)
                        .and("minArms", 2, 1, 1e6)
                        .and("armShare", 0.8, 0.5, 1)
                        .and("minFactor", 1.05, 1.001, 1e6)
                        .and("refusedFactor", 3, 1.001, 1e6),
                CurrencyShift::judge);
    }

    private static BatchRule repeated() {
        return new BatchRule(
                new RuleSpec("batch.repeated", UNIQUENESS, WARN, "An entity has one row for an interval.")
                        .and("warnShare", 0.2, 0, 1),
                RepeatedRows::new);
    }

    private static BatchRule doubled() {
        return new BatchRule(
                new RuleSpec("batch.doubled", UNIQUENESS, ERROR, "A day is not counted twice.")
                        .and("minCounts", 6, 2, 1e6)
                        .and("armShare", 0.7, 0.5, 1),
                DoubledFeed::new);
    }

    private static BatchRule missingArms() {
        return BatchRule.ofDays(
                new RuleSpec(
                                "batch.missing_arms",
                                COMPLETENESS,
                                WARN,
                                "An arm that ran on every one of the last days has a row of this one.")
                        .and("activeDays", 7, 1, 28)
                        .and("missingShare", 0.1, 0, 1)
                        .and("lagHours", 3, 0, 240),
                MissingArms::judge);
    }

    private static BatchRule missingHours() {
        return new BatchRule(
                new RuleSpec("batch.missing_hours", COMPLETENESS, WARN, "Every hour of a busy day has a row.")
                        .and("minImpressions", 50, 0, 1e9)
                        .and("errorShare", 0.25, 0, 1)
                        .and("lagHours", 3, 0, 240),
                MissingHours::new);
    }

    private static BatchRule missingArmHours() {
        return new BatchRule(
                new RuleSpec(
                                "batch.missing_arm_hours",
                                COMPLETENESS,
                                WARN,
                                "A busy arm has rows of the hours that it has on nearly all other days.")
                        .and("minDays", 7, 1, 366)
                        .and("minHours", 2, 1, 24)
                        .and("usualShare", 0.95, 0.5, 1)
                        .and("minImpressions", 50, 0, 1e9)
                        .and("lagHours", 3, 0, 240),
                MissingArmHours::new);
    }

    private static BatchRule shiftedHours() {
        return new BatchRule(
                new RuleSpec(
                                "batch.shifted_hours",
                                CONSISTENCY,
                                ERROR,
                                "The hours of a day look like those of other days, and not some hours late or early.")
                        .and("minDays", 7, 3, 366)
                        .and("minImpressions", 1_000, 1, 1e12)
                        .and("minDistance", 0.08, 0.001, 1)
                        .and("turnedShare", 0.5, 0, 1)
                        .and("spreads", 6, 0, 100),
                ShiftedHours::new);
    }

    private static BatchRule vanished() {
        return new BatchRule(
                new RuleSpec("batch.vanished", COMPLETENESS, WARN, "A row reports what its arm has always reported.")
                        .and("minDays", 7, 1, 366),
                VanishedQuantity::new);
    }

    private static BatchRule volume() {
        return BatchRule.ofDays(
                new RuleSpec(
                                "batch.volume",
                                COMPLETENESS,
                                WARN,
                                "A day has rows of about as many arms as the same weekday before.")
                        .and("warnShare", 0.3, 0, 1)
                        .and("errorShare", 0.7, 0, 1)
                        .and("minArms", 5, 1, 1e6)
                        .and("lagHours", 3, 0, 240),
                ArmVolume::judge);
    }

    private static BatchRule pageLimit() {
        return new BatchRule(
                new RuleSpec("batch.page_limit", COMPLETENESS, WARN, "A slice is not cut off at a full page.")
                        .and("page", 1_000, 100, 1e6),
                PageLimit::new);
    }

    private static BatchRule unmapped() {
        return new BatchRule(
                new RuleSpec("batch.unmapped", CONSISTENCY, INFO, "Most rows are of entities that belong to an arm.")
                        .and("maxShare", 0.2, 0, 1),
                UnmappedRows::new);
    }

    private static BatchRule clickFlood() {
        return BatchRule.ofDays(
                new RuleSpec(
                                "batch.click_flood",
                                PLAUSIBILITY,
                                WARN,
                                "Clicks do not outgrow impressions while conversions stay behind.")
                        .and("minDays", 7, 1, 28)
                        .and("minTimes", 2, 1, 1e6)
                        .and("minClicks", 20, 0, 1e9)
                        .and("deviations", 6, 1, 100),
                ClickFlood::judge);
    }

    private static BatchRule overspend() {
        return BatchRule.ofDays(
                new RuleSpec("batch.overspend", PLAUSIBILITY, WARN, "An arm costs little more than its cap.")
                        .and("warnTimes", 1.5, 1, 1e6)
                        .and("errorTimes", 2, 1, 1e6)
                        .and("minDays", 7, 1, 366),
                Overspend::judge);
    }
}
