/** How fast metric rows are stored, by this library, by its peers and at best. */
@NullMarked
package io.banditpipeline.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
