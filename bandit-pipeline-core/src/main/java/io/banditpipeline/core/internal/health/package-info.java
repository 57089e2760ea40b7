/** Looks at how the pipeline is doing, and says what is wrong and what to do. */
@NullMarked
package io.banditpipeline.core.internal.health;

import org.jspecify.annotations.NullMarked;
