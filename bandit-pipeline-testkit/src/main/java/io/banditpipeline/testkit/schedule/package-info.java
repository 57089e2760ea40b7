/** A scheduler that tests drive, and what every scheduler must promise. */
@NullMarked
package io.banditpipeline.testkit.schedule;

import org.jspecify.annotations.NullMarked;
