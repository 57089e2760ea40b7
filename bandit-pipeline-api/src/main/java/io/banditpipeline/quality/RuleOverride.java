package io.banditpipeline.quality;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes a rule for one platform or for all. Of several that fit, one that names the platform wins.
 *
 * @param rule the rule's id
 * @param platform the platform, or null for all
 * @param enabled whether the rule counts at all
 * @param severity the severity of all that it finds, or null to leave it
 * @param parameters numbers that change, by name
 */
public record RuleOverride(
        String rule,
        @Nullable String platform,
        boolean enabled,
        @Nullable Severity severity,
        Map<String, Double> parameters) {
    /** Copies the map. */
    public RuleOverride {
        Objects.requireNonNull(rule, "rule");
        parameters = Map.copyOf(parameters);
    }

    /** Turns a rule off. */
    public static RuleOverride off(String rule, @Nullable String platform) {
        return new RuleOverride(rule, platform, false, null, Map.of());
    }

    /** Changes a rule's severity. */
    public static RuleOverride severity(String rule, @Nullable String platform, Severity severity) {
        return new RuleOverride(rule, platform, true, Objects.requireNonNull(severity, "severity"), Map.of());
    }

    /** Changes one of a rule's numbers. */
    public static RuleOverride parameter(String rule, @Nullable String platform, String name, double value) {
        return new RuleOverride(rule, platform, true, null, Map.of(name, value));
    }
}
