/**
 * The default anomaly detector, and the tests that stand beside it: bounds for ratios of small counts, and whether many
 * arms move together.
 */
@NullMarked
package io.banditpipeline.core.anomaly;

import org.jspecify.annotations.NullMarked;
