/** A synthetic world of ads, orders and known truth. */
@NullMarked
package io.banditpipeline.testkit.market;

import org.jspecify.annotations.NullMarked;
