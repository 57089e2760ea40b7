/** Recording runs and their steps. */
@NullMarked
package io.banditpipeline.core.internal.run;

import org.jspecify.annotations.NullMarked;
