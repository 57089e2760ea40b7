/** What the errors of The Trade Desk mean. */
@NullMarked
package io.banditpipeline.connectors.internal.tradedesk;

import org.jspecify.annotations.NullMarked;
