/** What the scores of the data are computed from, and how. */
@NullMarked
package io.banditpipeline.core.internal.quality.score;

import org.jspecify.annotations.NullMarked;
