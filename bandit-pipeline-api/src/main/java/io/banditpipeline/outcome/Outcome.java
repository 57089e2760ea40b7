package io.banditpipeline.outcome;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Objects;

/**
 * What the host sold on one day because of everything it did: the quantity that the mix model explains.
 *
 * @param campaignId the campaign that it belongs to
 * @param day the day in the campaign's zone
 * @param orderMicros orders in millionths of one order; at least 0
 * @param revenueMicros net revenue in micros of the campaign's currency; may be negative after refunds
 */
public record Outcome(String campaignId, LocalDate day, long orderMicros, long revenueMicros) implements Serializable {
    /** @throws IllegalArgumentException if {@code orderMicros} is negative */
    public Outcome {
        Objects.requireNonNull(campaignId, "campaignId");
        Objects.requireNonNull(day, "day");
        if (orderMicros < 0) {
            throw new IllegalArgumentException("orderMicros must not be negative, but is " + orderMicros);
        }
    }
}
