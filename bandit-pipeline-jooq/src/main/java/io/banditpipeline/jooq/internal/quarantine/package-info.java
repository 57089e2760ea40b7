/** Rows that cannot be used, or not yet. */
@NullMarked
package io.banditpipeline.jooq.internal.quarantine;

import org.jspecify.annotations.NullMarked;
