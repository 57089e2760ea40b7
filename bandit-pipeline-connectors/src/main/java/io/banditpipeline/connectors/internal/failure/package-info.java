/** What platforms' error answers mean. */
@NullMarked
package io.banditpipeline.connectors.internal.failure;

import org.jspecify.annotations.NullMarked;
