/** Calls of platforms' APIs. */
@NullMarked
package io.banditpipeline.jooq.internal.call;

import org.jspecify.annotations.NullMarked;
