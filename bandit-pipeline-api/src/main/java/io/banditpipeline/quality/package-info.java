/** Checks of single rows, and what becomes of rows that fail them. */
@NullMarked
package io.banditpipeline.quality;

import org.jspecify.annotations.NullMarked;
