/** Agents: from daily facts and response curves to tomorrow's budgets. */
@NullMarked
package io.banditpipeline.bandit;

import org.jspecify.annotations.NullMarked;
