/** Tests of bulk writes and reads. */
@NullMarked
package io.banditpipeline.jooq.internal.bulk;

import org.jspecify.annotations.NullMarked;
