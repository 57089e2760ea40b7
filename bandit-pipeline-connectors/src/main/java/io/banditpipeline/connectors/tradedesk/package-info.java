/** The Trade Desk: reports of its MyReports, its entities, and what its errors mean. */
@NullMarked
package io.banditpipeline.connectors.tradedesk;

import org.jspecify.annotations.NullMarked;
