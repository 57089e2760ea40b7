/** Metrics of Meta's ads, from its insights. */
@NullMarked
package io.banditpipeline.connectors.meta;

import org.jspecify.annotations.NullMarked;
