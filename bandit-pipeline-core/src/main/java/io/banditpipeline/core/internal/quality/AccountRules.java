package io.banditpipeline.core.internal.quality;

import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.HistoryValidator;
import io.banditpipeline.quality.RowValidator;
import io.banditpipeline.quality.Validator;
import java.util.ArrayList;
import java.util.List;

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
