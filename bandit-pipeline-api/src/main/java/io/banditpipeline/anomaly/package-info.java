/** Finds values that do not look like what came before. */
@NullMarked
package io.banditpipeline.anomaly;

import org.jspecify.annotations.NullMarked;
