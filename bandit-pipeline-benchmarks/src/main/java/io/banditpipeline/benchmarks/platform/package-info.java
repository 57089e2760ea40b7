/** What connectors make of platforms' answers, and how fast. */
@NullMarked
package io.banditpipeline.benchmarks.platform;

import org.jspecify.annotations.NullMarked;
