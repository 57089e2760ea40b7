/** Work as a graph of steps: what hosts need to add steps and workflows of their own. */
@NullMarked
package io.banditpipeline.workflow;

import org.jspecify.annotations.NullMarked;
