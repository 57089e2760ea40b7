/** Media mix models: from spend and outcomes to joint draws of response curves. */
@NullMarked
package io.banditpipeline.mmm;

import org.jspecify.annotations.NullMarked;
