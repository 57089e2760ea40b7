package io.banditpipeline.core.internal.plan;

import io.banditpipeline.bandit.BanditAgent;
import io.banditpipeline.mmm.MmmModel;
import io.banditpipeline.money.ExchangeRates;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What plans are made with.
 *
 * @param model the mix model, or null if the host has no outcomes
 * @param agent the agent
 * @param rates exchange rates
 * @param armIds the arms that share the budget; what others of the campaign have spent counts, but they get none
 * @param trainingDays the most days that the model learns from
 * @param refitAfter how long a run of the mix model is used though there is new data; zero for not at all
 * @param constantCurrency whether all amounts are converted at the rate of the last day, and not each at its day's
 */
public record PlanSettings(
        @Nullable MmmModel model,
        BanditAgent agent,
        ExchangeRates rates,
        Set<String> armIds,
        int trainingDays,
        Duration refitAfter,
        boolean constantCurrency) {
    /** Copies the set. */
    public PlanSettings {
        armIds = Set.copyOf(armIds);
    }
}
