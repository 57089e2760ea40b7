/** Sinks that set decided budgets on ad platforms: only those that a host adds, and at first only as a dry run. */
@NullMarked
package io.banditpipeline.connectors.budget;

import org.jspecify.annotations.NullMarked;
