/** What rules are made of. */
@NullMarked
package io.banditpipeline.core.internal.quality.rule;

import org.jspecify.annotations.NullMarked;
