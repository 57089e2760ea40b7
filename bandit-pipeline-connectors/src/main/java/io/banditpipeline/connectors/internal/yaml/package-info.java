/** Reads YAML files of settings so that every mistake can be shown where it stands; no part of the public interface. */
@NullMarked
package io.banditpipeline.connectors.internal.yaml;

import org.jspecify.annotations.NullMarked;
