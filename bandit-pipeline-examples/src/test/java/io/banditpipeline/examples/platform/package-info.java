/** The connectors, driven by whole pipelines, against simulated platforms. */
@NullMarked
package io.banditpipeline.examples.platform;

import org.jspecify.annotations.NullMarked;
