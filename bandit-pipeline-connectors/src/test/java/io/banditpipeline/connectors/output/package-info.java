/** What tests of this module print. */
@NullMarked
package io.banditpipeline.connectors.output;

import org.jspecify.annotations.NullMarked;
