/** The pipeline that a host builds and calls. */
@NullMarked
package io.banditpipeline;

import org.jspecify.annotations.NullMarked;
