/** The program that runs benchmarks: see {@code docs/benchmarks.md}. */
@NullMarked
package io.banditpipeline.benchmarks;

import org.jspecify.annotations.NullMarked;
