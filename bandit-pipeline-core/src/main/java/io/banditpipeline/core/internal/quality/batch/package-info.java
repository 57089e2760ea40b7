/** Rules that the rows of a slice keep together, or against the recent days of their arms. */
@NullMarked
package io.banditpipeline.core.internal.quality.batch;

import org.jspecify.annotations.NullMarked;
