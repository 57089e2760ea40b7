/** The row rules that always hold. */
@NullMarked
package io.banditpipeline.core.internal.quality;

import org.jspecify.annotations.NullMarked;
