package io.banditpipeline.alert;

/**
 * Tells a person. A sink that throws is logged, is tried again later and does not disturb the run; one that hangs
 * disturbs no other sink. Implementations are thread-safe.
 *
 * <p>An alert may be delivered more than once: its code and subject tell what it repeats.
 */
@FunctionalInterface
public interface AlertSink {
    /** Delivers an alert. What it throws is taken as: not delivered. */
    void raise(Alert alert);

    /**
     * Tells that what an alert told of is over. Called only for alerts that were delivered. Does nothing unless a sink
     * overrides it.
     *
     * @param over the alert as it stood; {@link AlertRecord#resolvedAt} says since when it is over
     */
    default void resolved(AlertRecord over) {}
}
