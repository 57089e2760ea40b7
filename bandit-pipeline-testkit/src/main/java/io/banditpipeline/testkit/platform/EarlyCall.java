package io.banditpipeline.testkit.platform;

import java.time.Instant;

/**
 * A call that came although its client had been told to wait. A call that was under way while another one was throttled
 * counts as well: let a test that has none send one call at a time to a bucket that is about to be full.
 *
 * @param bucket what was limited, such as {@code account 1234567890}
 * @param at when it came
 * @param allowedAt when it would have been welcome
 */
public record EarlyCall(String bucket, Instant at, Instant allowedAt) {}
