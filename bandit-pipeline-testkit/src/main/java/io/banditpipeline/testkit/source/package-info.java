/** Scripted sources, recording sinks, and what every source must promise. */
@NullMarked
package io.banditpipeline.testkit.source;

import org.jspecify.annotations.NullMarked;
