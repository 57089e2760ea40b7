package io.banditpipeline.connectors.meta;

import java.time.Instant;

/**
 * A report run that Meta works on, or has finished.
 *
 * @param id its id
 * @param submittedAt when it was asked for: what it finds is not older
 */
record ReportRun(String id, Instant submittedAt) {}
