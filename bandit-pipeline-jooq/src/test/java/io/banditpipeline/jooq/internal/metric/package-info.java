/** Tests of metrics in a database. */
@NullMarked
package io.banditpipeline.jooq.internal.metric;

import org.jspecify.annotations.NullMarked;
