/** The runnable program, run as its users run it. */
@NullMarked
package io.banditpipeline.examples;

import org.jspecify.annotations.NullMarked;
