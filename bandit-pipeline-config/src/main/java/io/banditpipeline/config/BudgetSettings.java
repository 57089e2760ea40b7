package io.banditpipeline.config;

import io.banditpipeline.connectors.budget.BudgetSinkBuilder;
import io.banditpipeline.internal.text.NearestName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The sinks of budgets that a file asks for. Stateless. */
final class BudgetSettings {
    static final String SECTION = "budgets";

    private static final String EACH = SECTION + ".*(google_ads).";
    private static final Option<Boolean> LIVE = Option.of(
            EACH + "live", Kinds.flag(), false, "Really sets budgets. Without it, what would be set is written down.");
    private static final Option<Boolean> VALIDATED = Option.of(
            EACH + "validated",
            Kinds.flag(),
            false,
            "Whether a dry run asks Google or Meta if it would take each budget.");
    private static final Option<Double> MIN_CHANGE = Option.without(
            EACH + "min_change",
            NumberKinds.number(0, 1),
            "`0.01`",
            "0.01",
            "A smaller change, as a share of the budget, is not made.");
    private static final Option<Double> MAX_FACTOR = Option.without(
            EACH + "max_change_factor",
            NumberKinds.number(1, 1_000_000_000),
            "`3`",
            "3",
            "A rise beyond this factor, or a cut beyond its inverse, is refused: a person must act.");

    static final List<Option<?>> OPTIONS = List.of(LIVE, VALIDATED, MIN_CHANGE, MAX_FACTOR);

    private BudgetSettings() {}

    /** The names of the sources whose budgets are told to their platforms. */
    static List<String> names(Values values) {
        return values.names(SECTION);
    }

    /** Notes what is wrong. */
    static void check(Values values, Problems problems) {
        List<String> sources = values.names(SourceTable.SECTION);
        for (String name : names(values)) {
            String path = SECTION + "." + name;
            if (!sources.contains(name)) {
                problems.add(
                        values.place(path),
                        path + " names no source of the file"
                                + NearestName.of(name, sources)
                                        .map(near -> ": did you mean " + near + "?")
                                        .orElse("")
                                + (sources.isEmpty()
                                        ? ": write a section sources"
                                        : " Known: " + String.join(", ", sources)));
            }
            boolean validated = values.get(VALIDATED, name).orElse(false);
            if (validated && values.get(LIVE, name).orElse(false)) {
                problems.add(
                        values.place(VALIDATED.path(name)),
                        VALIDATED.path(name) + " is for a dry run, but live is true: keep one of them");
            }
            if (validated && SourceList.type(name, values).equals(Optional.of(SourceType.TRADE_DESK))) {
                problems.add(
                        values.place(VALIDATED.path(name)),
                        VALIDATED.path(name) + " means nothing for trade_desk, which cannot be asked: remove it");
            }
        }
    }

    /** Sets a sink up. */
    static BudgetSinkBuilder set(BudgetSinkBuilder sink, String name, Values values) {
        if (values.get(LIVE, name).orElse(false)) {
            sink.live();
        }
        if (values.get(VALIDATED, name).orElse(false)) {
            sink.validated();
        }
        values.get(MIN_CHANGE, name).map(BigDecimal::valueOf).ifPresent(sink::minChange);
        values.get(MAX_FACTOR, name).map(BigDecimal::valueOf).ifPresent(sink::maxChangeFactor);
        return sink;
    }
}
