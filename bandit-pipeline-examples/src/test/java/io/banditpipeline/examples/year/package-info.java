/** A year in the life of a host, with all that goes wrong in one. */
@NullMarked
package io.banditpipeline.examples.year;

import org.jspecify.annotations.NullMarked;
