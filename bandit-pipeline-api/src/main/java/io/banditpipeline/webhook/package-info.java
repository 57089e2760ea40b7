/** Who sent a push, and whether it is genuine. */
@NullMarked
package io.banditpipeline.webhook;

import org.jspecify.annotations.NullMarked;
