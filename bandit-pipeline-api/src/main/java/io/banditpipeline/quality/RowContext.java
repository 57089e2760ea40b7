package io.banditpipeline.quality;

import io.banditpipeline.metric.Slice;
import java.io.Serializable;
import java.time.Instant;

/**
 * The reference snapshot that row checks may use besides the row: nothing else, so that they stay pure.
 *
 * @param slice the slice that the row came in
 * @param now the moment of the check
 */
public record RowContext(Slice slice, Instant now) implements Serializable {}
