/** Metrics in a database: revisions, effective rows and their daily roll-up, kept in step. */
@NullMarked
package io.banditpipeline.jooq.internal.metric;

import org.jspecify.annotations.NullMarked;
