/** How fast platforms may be asked, learnt from their answers. */
@NullMarked
package io.banditpipeline.connectors.internal.rate;

import org.jspecify.annotations.NullMarked;
