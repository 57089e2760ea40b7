/** When work is due, and who wakes it up. */
@NullMarked
package io.banditpipeline.schedule;

import org.jspecify.annotations.NullMarked;
