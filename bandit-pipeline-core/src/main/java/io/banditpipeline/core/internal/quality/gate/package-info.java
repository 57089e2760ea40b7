/** Whether a decision may rest on the data. */
@NullMarked
package io.banditpipeline.core.internal.quality.gate;

import org.jspecify.annotations.NullMarked;
