/** Alerts and what became of them. */
@NullMarked
package io.banditpipeline.jooq.internal.alert;

import org.jspecify.annotations.NullMarked;
