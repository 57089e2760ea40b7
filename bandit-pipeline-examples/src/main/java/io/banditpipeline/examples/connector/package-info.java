/** A connector of one's own, as the documentation explains it. */
@NullMarked
package io.banditpipeline.examples.connector;

import org.jspecify.annotations.NullMarked;
