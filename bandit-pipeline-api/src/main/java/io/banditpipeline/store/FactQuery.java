package io.banditpipeline.store;

import io.banditpipeline.metric.DateRange;
import java.time.Instant;

/**
 * Which daily facts are asked for.
 *
 * @param campaignId the campaign whose arms are meant
 * @param days the account-local days
 * @param asOf what was known at this moment is answered: rows observed at it or before (R3); {@link Instant#MAX} for
 *     all
 */
public record FactQuery(String campaignId, DateRange days, Instant asOf) {}
