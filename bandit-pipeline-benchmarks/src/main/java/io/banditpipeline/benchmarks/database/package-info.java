/** Database servers that a benchmark starts for itself and leaves no trace of. */
@NullMarked
package io.banditpipeline.benchmarks.database;

import org.jspecify.annotations.NullMarked;
