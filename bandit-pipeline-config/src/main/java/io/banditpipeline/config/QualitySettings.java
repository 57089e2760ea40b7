package io.banditpipeline.config;

import io.banditpipeline.core.quality.StandardPolicies;
import io.banditpipeline.quality.QualityGates;
import io.banditpipeline.quality.QualityPolicy;
import java.util.Optional;

/** How strict a pipeline is with its data. Stateless. */
final class QualitySettings {
    private QualitySettings() {}

    /** The policy of a file; empty if it does not say. */
    static Optional<QualityPolicy> of(Values values) {
        if (!values.has("data_quality")) {
            return Optional.empty();
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
        return Optional.of(
                values.get(Options.ANOMALIES).orElse(true) ? policy : StandardPolicies.withoutAnomalies(policy));
    }
}
