/** Reads values from the characters of a parser's buffer, without a text for each. */
@NullMarked
package io.banditpipeline.connectors.internal.text;

import org.jspecify.annotations.NullMarked;
