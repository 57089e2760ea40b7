/** How texts for people are laid out; no part of the public interface. */
@NullMarked
package io.banditpipeline.internal.text;

import org.jspecify.annotations.NullMarked;
