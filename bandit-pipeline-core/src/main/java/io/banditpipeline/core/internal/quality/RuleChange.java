package io.banditpipeline.core.internal.quality;

import io.banditpipeline.quality.RuleOverride;
import io.banditpipeline.quality.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What all overrides of a rule come to for a platform.
 *
 * @param enabled whether the rule counts
 * @param severity the severity of all that it finds, or null to leave it
 * @param parameters the numbers that change
 */
record RuleChange(boolean enabled, @Nullable Severity severity, Map<String, Double> parameters) {
    private static final RuleChange NOTHING = new RuleChange(true, null, Map.of());

    /**
     * Adds up the overrides that fit: first those for all platforms, then those that name the platform, so that these
     * win wherever both say something.
     *
     * @param platform the platform, or null for those that no override names
     */
    static RuleChange of(String rule, @Nullable String platform, List<RuleOverride> overrides) {
        RuleChange change = of(rule, overrides, null, NOTHING);
        return platform == null ? change : of(rule, overrides, platform, change);
    }

    private static RuleChange of(
            String rule, List<RuleOverride> overrides, @Nullable String platform, RuleChange before) {
        RuleChange change = before;
        for (RuleOverride override : overrides) {
            if (override.rule().equals(rule) && Objects.equals(override.platform(), platform)) {
                change = change.then(override);
            }
        }
        return change;
    }

    private RuleChange then(RuleOverride override) {
        Map<String, Double> merged = new HashMap<>(parameters);
        merged.putAll(override.parameters());
        return new RuleChange(
                override.enabled(), override.severity() == null ? severity : override.severity(), Map.copyOf(merged));
    }
}
