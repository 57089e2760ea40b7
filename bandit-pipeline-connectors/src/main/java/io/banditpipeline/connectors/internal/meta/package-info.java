/** What Meta's errors and headers mean. */
@NullMarked
package io.banditpipeline.connectors.internal.meta;

import org.jspecify.annotations.NullMarked;
