/** Assembles the report on the data's quality. */
@NullMarked
package io.banditpipeline.core.internal.quality.report;

import org.jspecify.annotations.NullMarked;
