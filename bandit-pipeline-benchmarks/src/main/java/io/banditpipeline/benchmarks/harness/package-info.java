/** How benchmarks are run and measured, whatever they measure. */
@NullMarked
package io.banditpipeline.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
