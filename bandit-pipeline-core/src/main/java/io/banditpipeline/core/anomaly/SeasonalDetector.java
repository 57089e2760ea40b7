package io.banditpipeline.core.anomaly;

public final class SeasonalDetector {
    public static io.banditpipeline.anomaly.AnomalyDetector ofDefaults() {
        throw new UnsupportedOperationException();
    }
}
