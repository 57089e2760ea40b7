/** Fetching slices: what is due, streaming it, and storing it whole. */
@NullMarked
package io.banditpipeline.core.internal.collect;

import org.jspecify.annotations.NullMarked;
