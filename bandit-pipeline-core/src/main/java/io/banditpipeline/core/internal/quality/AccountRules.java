package io.banditpipeline.core.internal.quality;

import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.HistoryValidator;
import io.banditpipeline.quality.RowContext;
import io.banditpipeline.quality.RowValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Validator;
import io.banditpipeline.quality.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules that count for an account at a moment, in the order in which they were given; rules that are turned off are
 * not among them. Immutable.
 */
public final class AccountRules {
    private final List<EffectiveRule<RowValidator>> row;
    private final List<EffectiveRule<BatchValidator>> batch;
    private final List<EffectiveRule<HistoryValidator>> history;
    private final String fingerprint;

    AccountRules(List<EffectiveRule<?>> rules) {
        this.row = only(RowValidator.class, rules);
        this.batch = only(BatchValidator.class, rules);
        this.history = only(HistoryValidator.class, rules);
        this.fingerprint = RuleFingerprint.of(rules);
    }

    /** Rules that each row keeps by itself. */
    public List<EffectiveRule<RowValidator>> row() {
        return row;
    }

    /** Rules that the rows of a slice keep together. */
    public List<EffectiveRule<BatchValidator>> batch() {
        return batch;
    }

    /** Rules about the account's recent days. */
    public List<EffectiveRule<HistoryValidator>> history() {
        return history;
    }

    /**
     * 64 hex digits that change when a rule of rows or slices, its severity, a number of it, or its waiver does: rows
     * that were held under another fingerprint may be judged otherwise now.
     */
    public String fingerprint() {
        return fingerprint;
    }

    /**
     * Why a row would be held by a rule of rows.
     *
     * @param without ids of rules that are not asked
     * @return the rule and a text for a person; empty if no rule holds it
     */
    public Optional<String> obstacle(Observation observation, RowContext context, Set<String> without) {
        for (EffectiveRule<RowValidator> rule : row) {
            if (!without.contains(rule.id())
                    && rule.validator().validate(observation, context) instanceof Verdict.Violation violation
                    && rule.severity(violation).compareTo(Severity.ERROR) >= 0) {
                return Optional.of(
                        rule.id() + ": " + violation.field() + " is '" + violation.value() + "', " + violation.text());
            }
        }
        return Optional.empty();
    }

    static <V extends Validator> List<EffectiveRule<V>> only(Class<V> kind, List<EffectiveRule<?>> rules) {
        List<EffectiveRule<V>> some = new ArrayList<>();
        for (EffectiveRule<?> rule : rules) {
            if (kind.isInstance(rule.validator())) {
                some.add(new EffectiveRule<>(kind.cast(rule.validator()), rule.forced(), rule.waiver()));
            }
        }
        return List.copyOf(some);
    }
}
