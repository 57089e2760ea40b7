/** Setting budgets on platforms: what is common to all of them. */
@NullMarked
package io.banditpipeline.connectors.internal.budget;

import org.jspecify.annotations.NullMarked;
