/** The history of runs. */
@NullMarked
package io.banditpipeline.jooq.internal.run;

import org.jspecify.annotations.NullMarked;
