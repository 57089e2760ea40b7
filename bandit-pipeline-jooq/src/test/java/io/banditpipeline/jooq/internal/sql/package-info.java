/** Values and transactions on real databases. */
@NullMarked
package io.banditpipeline.jooq.internal.sql;

import org.jspecify.annotations.NullMarked;
