/** What goes wrong, with a stable code and typed context. */
@NullMarked
package io.banditpipeline.error;

import org.jspecify.annotations.NullMarked;
