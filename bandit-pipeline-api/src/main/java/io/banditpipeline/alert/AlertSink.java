package io.banditpipeline.alert;

/** Tells a person. A sink that throws is logged and does not disturb the run. Implementations are thread-safe. */
@FunctionalInterface
public interface AlertSink {
    /** Delivers an alert. */
    void raise(Alert alert);
}
