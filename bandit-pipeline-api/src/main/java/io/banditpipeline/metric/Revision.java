package io.banditpipeline.metric;

/**
 * An observation as it is kept: a later one supersedes it, none is overwritten (R3).
 *
 * @param armId the arm that the entity belongs to
 * @param observation what was said; its metrics are {@link Metrics#NONE} for a tombstone
 * @param tombstone whether the row had vanished from its slice (R2)
 * @param effective whether it is the one that counts now
 */
public record Revision(String armId, Observation observation, boolean tombstone, boolean effective) {}
