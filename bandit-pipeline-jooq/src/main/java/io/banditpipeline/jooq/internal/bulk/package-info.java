/**
 * Bulk writes and reads of numeric tables, at the speed of the driver: arrays and cached statements instead of row
 * objects.
 */
@NullMarked
package io.banditpipeline.jooq.internal.bulk;

import org.jspecify.annotations.NullMarked;
