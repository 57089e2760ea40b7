/** From stored facts to a decided allocation. */
@NullMarked
package io.banditpipeline.core.internal.plan;

import org.jspecify.annotations.NullMarked;
