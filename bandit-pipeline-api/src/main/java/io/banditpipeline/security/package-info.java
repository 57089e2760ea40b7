/** Values that must never be printed. */
@NullMarked
package io.banditpipeline.security;

import org.jspecify.annotations.NullMarked;
