/** When work starts. */
@NullMarked
package io.banditpipeline.schedule;

import org.jspecify.annotations.NullMarked;
