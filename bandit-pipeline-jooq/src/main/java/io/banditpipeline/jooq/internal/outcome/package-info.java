/** The host's outcomes with their revisions. */
@NullMarked
package io.banditpipeline.jooq.internal.outcome;

import org.jspecify.annotations.NullMarked;
