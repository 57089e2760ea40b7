/** Calls of platforms' APIs: sending, reading, waiting, trying again, and telling what was done. */
@NullMarked
package io.banditpipeline.connectors.internal.http;

import org.jspecify.annotations.NullMarked;
