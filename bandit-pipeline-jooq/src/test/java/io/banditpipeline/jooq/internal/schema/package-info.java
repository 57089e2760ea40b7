/** Migrations and plain SQL scripts on real databases. */
@NullMarked
package io.banditpipeline.jooq.internal.schema;

import org.jspecify.annotations.NullMarked;
