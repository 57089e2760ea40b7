/** Reports of runs, their steps and their health. */
@NullMarked
package io.banditpipeline.run;

import org.jspecify.annotations.NullMarked;
