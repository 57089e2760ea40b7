/** The runnable program: the pipeline's main job from a command line. */
@NullMarked
package io.banditpipeline.examples;

import org.jspecify.annotations.NullMarked;
