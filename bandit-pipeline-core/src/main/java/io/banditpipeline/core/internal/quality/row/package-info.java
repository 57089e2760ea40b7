/** Rules that each row keeps by itself. */
@NullMarked
package io.banditpipeline.core.internal.quality.row;

import org.jspecify.annotations.NullMarked;
