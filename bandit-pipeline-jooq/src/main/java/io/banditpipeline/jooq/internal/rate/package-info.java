/** Exchange rates with their revisions. */
@NullMarked
package io.banditpipeline.jooq.internal.rate;

import org.jspecify.annotations.NullMarked;
