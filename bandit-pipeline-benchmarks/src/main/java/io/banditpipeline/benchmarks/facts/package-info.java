/** How fast the daily facts are read that the mix model lives on. */
@NullMarked
package io.banditpipeline.benchmarks.facts;

import org.jspecify.annotations.NullMarked;
