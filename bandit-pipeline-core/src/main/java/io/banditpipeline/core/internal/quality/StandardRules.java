package io.banditpipeline.core.internal.quality;

import io.banditpipeline.core.internal.quality.batch.BatchRules;
import io.banditpipeline.core.internal.quality.history.HistoryRules;
import io.banditpipeline.core.internal.quality.row.RowRules;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.RowContext;
import io.banditpipeline.quality.RowValidator;
import io.banditpipeline.quality.Validator;
import io.banditpipeline.quality.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules that every pipeline has. */
public final class StandardRules {
    /**
     * Ids of the rules that the storage relies on: rows that break them cannot be keyed or added, so no policy may let
     * them through.
     */
    static final Set<String> ESSENTIAL = Set.of("row.slice", "row.interval", "row.currency", "row.magnitude");

    /** The rule that only the slice that a row came with can answer. */
    private static final String OF_SLICE = "row.slice";

    private StandardRules() {}

    /** Whether the storage relies on a rule, so that nobody may decide against it. */
    public static boolean isEssential(String rule) {
        return ESSENTIAL.contains(rule);
    }

    /**
     * Whether a rule cannot be asked again of a row by itself, nor decided against: such a row belongs to what was not
     * asked for, and whatever brings that would count it twice.
     */
    public static boolean isOfSlice(String rule) {
        return rule.equals(OF_SLICE);
    }

    /** Why a row cannot be stored, whoever wants it; empty if it can. */
    public static Optional<String> obstacle(Observation row, RowContext context) {
        for (Validator rule : RowRules.all()) {
            if (isEssential(rule.id())
                    && rule instanceof RowValidator check
                    && check.validate(row, context) instanceof Verdict.Violation violation) {
                return Optional.of(
                        rule.id() + ": " + violation.field() + " is '" + violation.value() + "', " + violation.text());
            }
        }
        return Optional.empty();
    }

    /** Every rule with its defaults, in the order in which they are asked. */
    public static List<Validator> all() {
        List<Validator> all = new ArrayList<>(RowRules.all());
        all.addAll(BatchRules.all());
        all.addAll(HistoryRules.all());
        all.add(new AnomalyRule());
        all.add(new ArmErrors());
        return List.copyOf(all);
    }
}
