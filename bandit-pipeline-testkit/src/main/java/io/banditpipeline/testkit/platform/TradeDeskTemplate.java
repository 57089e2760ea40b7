package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;

/** A report template: what its rows are of. */
record TradeDeskTemplate(long id, String name, Level level, Granularity granularity) {}
