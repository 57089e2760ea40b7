/** Keeps the calls that sources and sinks make of platforms' APIs. */
@NullMarked
package io.banditpipeline.core.internal.call;

import org.jspecify.annotations.NullMarked;
