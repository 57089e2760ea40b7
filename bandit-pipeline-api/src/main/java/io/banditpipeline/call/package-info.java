/** What was asked of platforms, and what they answered. */
@NullMarked
package io.banditpipeline.call;

import org.jspecify.annotations.NullMarked;
