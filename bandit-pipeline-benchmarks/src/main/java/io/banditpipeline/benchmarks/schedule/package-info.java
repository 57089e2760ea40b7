/** What schedulers make of days on which the clock is turned. */
@NullMarked
package io.banditpipeline.benchmarks.schedule;

import org.jspecify.annotations.NullMarked;
