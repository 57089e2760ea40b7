/** Model runs, agent states and allocations. */
@NullMarked
package io.banditpipeline.jooq.internal.decision;

import org.jspecify.annotations.NullMarked;
