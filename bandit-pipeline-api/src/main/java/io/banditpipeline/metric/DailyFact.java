package io.banditpipeline.metric;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The effective metrics of one arm on one account-local day, rolled up from hours and entities.
 *
 * @param armId the arm
 * @param day the account-local day
 * @param metrics the sums, in the account's currency
 * @param observedAt the latest moment at which any row behind it was observed
 */
public record DailyFact(String armId, LocalDate day, Metrics metrics, Instant observedAt) implements Serializable {}
