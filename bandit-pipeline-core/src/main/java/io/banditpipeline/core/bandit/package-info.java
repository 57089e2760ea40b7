/** The Thompson sampling agent: states from facts, budgets from states and response curves. */
@NullMarked
package io.banditpipeline.core.bandit;

import org.jspecify.annotations.NullMarked;
