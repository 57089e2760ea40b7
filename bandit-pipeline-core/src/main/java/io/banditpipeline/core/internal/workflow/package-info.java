/** Runs workflows: steps side by side, with retries, time-outs and a history that another instance can go on from. */
@NullMarked
package io.banditpipeline.core.internal.workflow;

import org.jspecify.annotations.NullMarked;
