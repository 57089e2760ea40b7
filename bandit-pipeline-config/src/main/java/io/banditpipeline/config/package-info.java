/** Settings of a pipeline from a YAML file, as an alternative to its builder. */
@NullMarked
package io.banditpipeline.config;

import org.jspecify.annotations.NullMarked;
