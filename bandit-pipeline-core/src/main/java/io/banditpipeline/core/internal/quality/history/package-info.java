/** The rules that look at recent days of an account or a campaign, and the watch for anomalies in them. */
@NullMarked
package io.banditpipeline.core.internal.quality.history;

import org.jspecify.annotations.NullMarked;
