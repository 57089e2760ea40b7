/** Brings a database's schema to the version that the library works with. */
@NullMarked
package io.banditpipeline.jooq.internal.schema;

import org.jspecify.annotations.NullMarked;
