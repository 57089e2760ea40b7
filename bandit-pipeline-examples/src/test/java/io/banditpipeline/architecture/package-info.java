/** Holds the modules to the design: who may know whom, what is public, and what no code may do. */
@NullMarked
package io.banditpipeline.architecture;

import org.jspecify.annotations.NullMarked;
