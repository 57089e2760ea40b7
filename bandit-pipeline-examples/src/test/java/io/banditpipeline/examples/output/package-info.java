/** What tests of this module print. */
@NullMarked
package io.banditpipeline.examples.output;

import org.jspecify.annotations.NullMarked;
