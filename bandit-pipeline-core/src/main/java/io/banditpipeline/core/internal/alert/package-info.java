/** Sees to it that alerts reach a person: once, not too often, and again when they are over. */
@NullMarked
package io.banditpipeline.core.internal.alert;

import org.jspecify.annotations.NullMarked;
