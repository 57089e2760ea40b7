package io.banditpipeline.core.internal.quality;

import io.banditpipeline.core.internal.quality.history.HistoryRules;
import io.banditpipeline.core.internal.quality.batch.BatchRules;
import io.banditpipeline.core.internal.quality.row.RowRules;
import io.banditpipeline.quality.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The rules that every pipeline has. */
public final class StandardRules {
    /**
     * Ids of the rules that the storage relies on: rows that break them cannot be keyed or added, so no policy may let
     * them through.
     */
    static final Set<String> ESSENTIAL = Set.of("row.slice", "row.interval", "row.currency", "row.magnitude");

    private StandardRules() {}

    /** Every rule with its defaults, in the order in which they are asked. */
    public static List<Validator> all() {
        List<Validator> all = new ArrayList<>(RowRules.all());
        all.addAll(BatchRules.all());
        all.addAll(HistoryRules.all());
        all.add(new AnomalyRule());
        return List.copyOf(all);
    }
}
