package io.banditpipeline.testkit.platform;

import java.time.Instant;

/**
 * A daily budget that {@link MetaSimulator} was told.
 *
 * @param id the campaign or ad set
 * @param minorUnits the budget in the smallest unit of the account's currency as Meta counts it
 * @param at when
 */
public record MetaBudgetChange(String id, long minorUnits, Instant at) {}
