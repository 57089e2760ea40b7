/** Distribution functions that rules and detectors share. */
@NullMarked
package io.banditpipeline.core.internal.math;

import org.jspecify.annotations.NullMarked;
