package io.banditpipeline.connectors.internal.rate;

import io.banditpipeline.workflow.Cancellation;
import java.time.Duration;
import java.util.List;

/**
 * Lets calls of one platform under one credential through, no faster than the platform takes them: it slows down as
 * buckets fill, stops while one is full or the platform asked to wait, and while the platform is down. One per platform
 * and credential in the JVM ({@link Governors}). Thread-safe.
 */
public interface Governor {
    /**
     * Waits for the turn of a call in all of its buckets.
     *
     * @param buckets what it counts against
     * @param longestWait a longer wait is not sat out
     * @return to be closed when the call has ended
     * @throws io.banditpipeline.metric.SourceException THROTTLED with the delay that is left, if it is longer than
     *     {@code longestWait}, or TRANSIENT with it while the platform is down; no call may then be made
     * @throws io.banditpipeline.workflow.CancelledException if it was told to stop
     */
    Permit acquire(List<BucketSpec> buckets, Duration longestWait, Cancellation cancellation);

    /** A platform told how full buckets are. */
    void observe(List<Usage> usages);

    /** A platform told to leave a bucket alone for a while. */
    void pause(String bucket, Duration delay);

    /** The right to make one call. */
    interface Permit extends AutoCloseable {
        /** The platform answered, be it with an error of the request: it is up. */
        void answered();

        /** The platform could not be reached or failed itself: too many of these open the circuit. */
        void failed();

        /** Gives the right back. */
        @Override
        void close();
    }
}
