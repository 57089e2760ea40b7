/** Exchange rates as they were known when a plan was made. */
@NullMarked
package io.banditpipeline.core.internal.money;

import org.jspecify.annotations.NullMarked;
