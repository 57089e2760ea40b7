/** What became of budgets on platforms. */
@NullMarked
package io.banditpipeline.jooq.internal.budget;

import org.jspecify.annotations.NullMarked;
