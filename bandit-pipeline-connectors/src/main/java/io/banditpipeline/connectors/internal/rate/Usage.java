package io.banditpipeline.connectors.internal.rate;

import java.time.Duration;

/**
 * What a platform says of one of its buckets: how full it is.
 *
 * @param bucket the bucket, as in {@link BucketSpec#name()}
 * @param percent how much of the limit is used; 0 to 100 and beyond
 * @param regainAfter how long until calls are let in again; zero if they are
 */
public record Usage(String bucket, double percent, Duration regainAfter) {}
