/** A clock that tests set. */
@NullMarked
package io.banditpipeline.testkit.clock;

import org.jspecify.annotations.NullMarked;
