/** What data quality finds, and what it costs. */
@NullMarked
package io.banditpipeline.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
