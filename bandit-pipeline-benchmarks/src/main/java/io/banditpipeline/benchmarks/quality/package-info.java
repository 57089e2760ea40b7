/** How many planted faults the daily run finds on the first affected day, and how often it cries wolf. */
@NullMarked
package io.banditpipeline.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
