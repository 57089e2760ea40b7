package io.banditpipeline.connectors.csv;

import io.banditpipeline.metric.DateRange;
import io.banditpipeline.outcome.OutcomeSink;

/**
 * One fetch of outcomes.
 *
 * @param days that are wanted
 * @param sink takes them
 * @param seen the days that rows have told of
 * @param reportsRows whether rows that are unreadable as a whole are reported here, since no account reports them
 */
record OutcomeFetch(DateRange days, OutcomeSink sink, SeenDays seen, boolean reportsRows) {}
