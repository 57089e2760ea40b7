/** Small helpers to read JSON. */
@NullMarked
package io.banditpipeline.connectors.internal.json;

import org.jspecify.annotations.NullMarked;
