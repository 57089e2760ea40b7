/** How well and how fast the default anomaly detector finds what is labelled as strange. */
@NullMarked
package io.banditpipeline.benchmarks.anomaly;

import org.jspecify.annotations.NullMarked;
