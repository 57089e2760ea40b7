/** What every storage must promise, and one in memory that does. */
@NullMarked
package io.banditpipeline.testkit.store;

import org.jspecify.annotations.NullMarked;
