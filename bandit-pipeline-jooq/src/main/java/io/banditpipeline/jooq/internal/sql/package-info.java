/** Transactions, dialects and values, shared by every store. */
@NullMarked
package io.banditpipeline.jooq.internal.sql;

import org.jspecify.annotations.NullMarked;
