package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import java.util.List;

/**
 * What a platform answered and what it pushed of the same arm and interval (R4): they are never added.
 *
 * @param pulled what it answered when asked; {@link Metrics#NONE} if nothing
 * @param pushed what its webhooks said; {@link Metrics#NONE} if nothing
 * @param settled whether the platform's answer was complete for the interval: then it counts, even where it says
 *     nothing
 */
public record PulledAgainstPushed(Metrics pulled, Metrics pushed, boolean settled) {
    /** The row that counts: the pulled one once it is settled, the pushed one before, as far as it says anything. */
    public Metrics effective() {
        if (settled) {
            return pulled;
        }
        return pushed.equals(Metrics.NONE) ? pulled : pushed;
    }

    /**
     * How well both agree in a quantity; nothing is compared before the platform's answer is settled, or where one of
     * them does not report it.
     */
    public Reconciliation compare(Metric metric, PartsAndTotals tolerance) {
        return settled ? tolerance.compare(metric, List.of(pushed), pulled) : Reconciliation.NONE;
    }
}
