/** What data quality costs. */
@NullMarked
package io.banditpipeline.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
