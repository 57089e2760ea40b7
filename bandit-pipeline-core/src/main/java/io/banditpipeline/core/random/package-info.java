/** Seeded random numbers: samplers and streams whose bits depend on nothing but their seed. */
@NullMarked
package io.banditpipeline.core.random;

import org.jspecify.annotations.NullMarked;
