/** The rules that data must keep, and how strict each is for whom. */
@NullMarked
package io.banditpipeline.core.internal.quality;

import org.jspecify.annotations.NullMarked;
