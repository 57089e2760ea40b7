package io.banditpipeline.jooq.internal.schedule;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How a scheduler runs jobs.
 *
 * @param instance its name among those that share the database
 * @param threads the most jobs that run at once
 * @param pollInterval how often it looks for what is due
 * @param heartbeat how often it says that it is alive, and looks whether others are
 * @param closeWithin how long closing may take
 * @param clock tells what is due
 */
public record SchedulerSettings(
        String instance,
        int threads,
        Duration pollInterval,
        Duration heartbeat,
        Duration closeWithin,
        InstantSource clock) {}
