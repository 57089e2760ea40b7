/** Storage on real databases. */
@NullMarked
package io.banditpipeline.jooq;

import org.jspecify.annotations.NullMarked;
