/** Policies about the rules that every pipeline has. */
@NullMarked
package io.banditpipeline.core.quality;

import org.jspecify.annotations.NullMarked;
