/** Tests of the durable scheduler's parts. */
@NullMarked
package io.banditpipeline.jooq.internal.schedule;

import org.jspecify.annotations.NullMarked;
