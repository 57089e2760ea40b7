package io.banditpipeline.config;

import io.banditpipeline.core.quality.StandardPolicies;
import io.banditpipeline.quality.QualityGates;
import io.banditpipeline.quality.QualityPolicy;
import org.jspecify.annotations.Nullable;

/** How strict a pipeline is with its data. Stateless. */
final class QualitySettings {
    private QualitySettings() {}

    /** The policy of a file; null if it does not say. */
    static @Nullable QualityPolicy of(Values values) {
        if (!values.has("data_quality")) {
            return null;
        }
        QualityGates standard = QualityGates.ofDefaults();
        QualityPolicy policy = QualityPolicy.ofDefaults()
                .with(new QualityGates(
                        values.get(Options.ALERT_THRESHOLD).orElse(standard.maxIssueShare()),
                        standard.minCompleteness(),
                        standard.minConsistency()));
        if (!values.get(Options.VALIDATION).orElse(true)) {
            policy = StandardPolicies.withoutRules(policy);
        }
        return values.get(Options.ANOMALIES).orElse(true) ? policy : StandardPolicies.withoutAnomalies(policy);
    }
}
