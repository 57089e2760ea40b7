/** Plants faults into a feed, so that a host can see what its checks and alerts make of them. */
@NullMarked
package io.banditpipeline.testkit.fault;

import org.jspecify.annotations.NullMarked;
