/** Which arms there are: those that the host names, and those that rules make of what platforms list. */
@NullMarked
package io.banditpipeline.core.internal.arm;

import org.jspecify.annotations.NullMarked;
