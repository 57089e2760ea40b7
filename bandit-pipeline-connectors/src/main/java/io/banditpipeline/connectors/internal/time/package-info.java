/** Days and hours as the clock of a time zone shows them, for platforms that name them without an offset. */
@NullMarked
package io.banditpipeline.connectors.internal.time;

import org.jspecify.annotations.NullMarked;
