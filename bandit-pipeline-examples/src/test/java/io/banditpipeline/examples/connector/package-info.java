/** The connector of the documentation, held to its promises. */
@NullMarked
package io.banditpipeline.examples.connector;

import org.jspecify.annotations.NullMarked;
