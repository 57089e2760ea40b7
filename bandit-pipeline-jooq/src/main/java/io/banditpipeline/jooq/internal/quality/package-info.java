/** Scores, findings and states of detectors. */
@NullMarked
package io.banditpipeline.jooq.internal.quality;

import org.jspecify.annotations.NullMarked;
