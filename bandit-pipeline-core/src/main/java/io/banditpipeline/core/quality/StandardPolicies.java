package io.banditpipeline.core.quality;

import io.banditpipeline.core.internal.quality.StandardRules;
import io.banditpipeline.core.internal.quality.history.AnomalyWatch;
import io.banditpipeline.quality.QualityPolicy;
import io.banditpipeline.quality.RuleOverride;
import io.banditpipeline.quality.Validator;

/** Turns whole groups of the standard rules off. Stateless. */
public final class StandardPolicies {
    private StandardPolicies() {}

    /**
     * A policy under which none of the standard rules is asked that may be turned off. What the storage relies on still
     * holds, and so do rules of the host's own, the gates, and the search for anomalies.
     *
     * @param policy a policy without overrides of these rules
     */
    public static QualityPolicy withoutRules(QualityPolicy policy) {
        QualityPolicy without = policy;
        for (Validator rule : StandardRules.all()) {
            if (!StandardRules.isEssential(rule.id()) && !rule.id().equals(AnomalyWatch.RULE)) {
                without = without.with(RuleOverride.off(rule.id(), null));
            }
        }
        return without;
    }

    /**
     * A policy under which anomalies are not looked for.
     *
     * @param policy a policy without overrides of the rule {@code history.anomaly}
     */
    public static QualityPolicy withoutAnomalies(QualityPolicy policy) {
        return policy.with(RuleOverride.off(AnomalyWatch.RULE, null));
    }
}
