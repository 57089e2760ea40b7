/** The regression media mix model: closed-form and Gibbs draws of response curves. */
@NullMarked
package io.banditpipeline.core.mmm;

import org.jspecify.annotations.NullMarked;
