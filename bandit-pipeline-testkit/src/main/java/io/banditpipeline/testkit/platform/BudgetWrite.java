package io.banditpipeline.testkit.platform;

import java.time.Instant;

/**
 * A budget that a client has changed on a simulated platform.
 *
 * @param accountId the account
 * @param budgetId what the platform calls the budget: a budget of Google Ads; a campaign or ad group of The Trade Desk
 * @param amountMicros the new amount, in micros of the account's currency
 * @param at when
 */
public record BudgetWrite(String accountId, String budgetId, long amountMicros, Instant at) {}
