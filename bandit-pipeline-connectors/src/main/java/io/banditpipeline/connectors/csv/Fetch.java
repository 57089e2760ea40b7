package io.banditpipeline.connectors.csv;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.ObservationSink;
import java.time.Instant;

/**
 * One fetch of metrics.
 *
 * @param account whose rows are wanted
 * @param days that are wanted
 * @param now when the rows were observed, unless the file says so
 * @param sink takes them
 * @param seen the days that wide rows have told of
 */
record Fetch(Account account, DateRange days, Instant now, ObservationSink sink, SeenDays seen) {}
