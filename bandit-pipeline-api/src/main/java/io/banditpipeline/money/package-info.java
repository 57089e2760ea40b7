/** Exact amounts, currencies and exchange rates. */
@NullMarked
package io.banditpipeline.money;

import org.jspecify.annotations.NullMarked;
