package io.banditpipeline.core.internal.quality;

import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.CampaignHistory;
import io.banditpipeline.quality.CrossPlatformValidator;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.RowContext;
import io.banditpipeline.quality.RowValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Validator;
import io.banditpipeline.quality.Verdict;
import java.util.Map;

/** A rule of rows with one number that must not be negative. */
record FakeRule(String id, Severity severity, Map<String, Double> parameters) implements RowValidator {
    static FakeRule of(String id) {
        return new FakeRule(id, Severity.ERROR, Map.of("limit", 1.0, "slack", 0.5));
    }

    @Override
    public Verdict validate(Observation row, RowContext context) {
        return Verdict.PASS;
    }

    @Override
    public Validator withParameters(Map<String, Double> changed) {
        var merged = new java.util.TreeMap<>(parameters);
        merged.putAll(changed);
        if (merged.values().stream().anyMatch(value -> value < 0)) {
            throw new IllegalArgumentException("limit must not be negative, but is " + merged);
        }
        return new FakeRule(id, severity, Map.copyOf(merged));
    }

    /** A rule about a whole campaign. */
    record Cross(String id) implements CrossPlatformValidator {
        @Override
        public void check(CampaignHistory history, Findings findings) {}
    }
}
