/** What the host itself sold: the quantity that the mix model explains. */
@NullMarked
package io.banditpipeline.outcome;

import org.jspecify.annotations.NullMarked;
