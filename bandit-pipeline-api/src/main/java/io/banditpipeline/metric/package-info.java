/** What ad platforms report: observations of intervals, fetched in slices. */
@NullMarked
package io.banditpipeline.metric;

import org.jspecify.annotations.NullMarked;
