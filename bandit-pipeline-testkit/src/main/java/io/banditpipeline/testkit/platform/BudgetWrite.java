package io.banditpipeline.testkit.platform;

import java.time.Instant;

/**
 * A budget that a client has changed on a simulated platform.
 *
 * @param accountId the account
 * @param budgetId whose budget: a campaign budget of Google Ads; a campaign or ad set of Meta; a campaign or ad group
 *     of The Trade Desk
 * @param property what was changed, such as {@code amountMicros}, {@code daily_budget} or
 *     {@code DailyTargetInAdvertiserCurrency}
 * @param amountMicros the new amount, in micros of the account's currency
 * @param at when
 */
public record BudgetWrite(String accountId, String budgetId, String property, long amountMicros, Instant at) {}
