package io.banditpipeline.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How strict a pipeline is with its data.
 *
 * @param overrides changes of rules
 * @param waivers rules that do not count for a time
 * @param gates what data must reach before a decision may rest on it
 */
public record QualityPolicy(List<RuleOverride> overrides, List<Waiver> waivers, QualityGates gates) {
    /** Copies the lists. */
    public QualityPolicy {
        overrides = List.copyOf(overrides);
        waivers = List.copyOf(waivers);
        Objects.requireNonNull(gates, "gates");
    }

    /** All rules as they are. */
    public static QualityPolicy ofDefaults() {
        return new QualityPolicy(List.of(), List.of(), QualityGates.ofDefaults());
    }

    /** The same policy with one more override. */
    public QualityPolicy with(RuleOverride override) {
        return new QualityPolicy(plus(overrides, override), waivers, gates);
    }

    /** The same policy with one more waiver. */
    public QualityPolicy with(Waiver waiver) {
        return new QualityPolicy(overrides, plus(waivers, waiver), gates);
    }

    /** The same policy with other gates. */
    public QualityPolicy with(QualityGates other) {
        return new QualityPolicy(overrides, waivers, other);
    }

    private static <T> List<T> plus(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(Objects.requireNonNull(more, "more"));
        return longer;
    }
}
