/** The rows that benchmarks store and read: always the same ones. */
@NullMarked
package io.banditpipeline.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
