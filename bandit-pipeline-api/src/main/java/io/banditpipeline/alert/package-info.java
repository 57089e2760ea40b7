/** Telling a person that something needs attention. */
@NullMarked
package io.banditpipeline.alert;

import org.jspecify.annotations.NullMarked;
