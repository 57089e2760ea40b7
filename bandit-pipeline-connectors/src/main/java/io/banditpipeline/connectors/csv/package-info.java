/** Metrics and outcomes from CSV files: the host's own tables and the exports of ad platforms. */
@NullMarked
package io.banditpipeline.connectors.csv;

import org.jspecify.annotations.NullMarked;
