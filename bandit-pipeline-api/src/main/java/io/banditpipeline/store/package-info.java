/** What a storage must keep and promise. */
@NullMarked
package io.banditpipeline.store;

import org.jspecify.annotations.NullMarked;
