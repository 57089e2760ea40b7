package io.banditpipeline.connectors.internal.rate;

import java.time.Duration;

/**
 * A limit that a call counts against.
 *
 * @param name its name within the platform and credential, such as {@code "app"} or {@code "account/act_1"}
 * @param calls the most calls in a period, as far as is known beforehand; at least 1
 * @param period the period; positive
 * @param concurrent the most calls at a time; at least 1
 */
public record BucketSpec(String name, int calls, Duration period, int concurrent) {
    /** @throws IllegalArgumentException if a number is out of its range */
    public BucketSpec {
        if (calls < 1 || concurrent < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("calls, period and concurrent of bucket " + name
                    + " must be positive, but are " + calls + ", " + period + " and " + concurrent);
        }
    }
}
