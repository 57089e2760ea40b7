/** How long a whole daily run takes, and how much memory. */
@NullMarked
package io.banditpipeline.benchmarks.daily;

import org.jspecify.annotations.NullMarked;
