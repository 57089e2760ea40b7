package io.banditpipeline.connectors.budget;

import io.banditpipeline.bandit.BudgetSink;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.money.ExchangeRates;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * Builds a sink that sets daily budgets on one platform. Without {@link #live()} it only says what it would do. Each
 * value can be set once. Not thread-safe.
 *
 * <pre>{@code
 * PipelineBuilder.publishTo(google.budgets().arms(arms).build())          // a dry run
 * PipelineBuilder.publishTo(google.budgets().arms(arms).live().build())   // sets budgets
 * }</pre>
 */
public interface BudgetSinkBuilder {
    /**
     * The pipeline's arms, of any platform: those of others are left alone. Either this or {@link #arms(Supplier)} is
     * mandatory.
     *
     * @throws IllegalStateException if arms were given before
     */
    BudgetSinkBuilder arms(Collection<Arm> arms);

    /**
     * Tells the pipeline's arms, of any platform, whenever an allocation is published: for arms that are made by a rule
     * of what platforms list.
     *
     * @param arms answers with the arms known then; thread-safe
     * @throws IllegalStateException if arms were given before
     */
    BudgetSinkBuilder arms(Supplier<? extends Collection<Arm>> arms);

    /**
     * Rates from the campaigns' currencies to those of the accounts. Default: none, so that budgets of accounts in
     * other currencies are refused.
     *
     * @throws IllegalStateException if it was set before
     */
    BudgetSinkBuilder rates(ExchangeRates rates);

    /**
     * Really sets budgets. Default: a dry run, which only reads them and writes down what would be set.
     *
     * @throws IllegalStateException if it was set before
     */
    BudgetSinkBuilder live();

    /**
     * In a dry run, asks the platform whether it would take each budget, without changing anything. Default: does not
     * ask. The Trade Desk cannot be asked.
     *
     * @throws IllegalStateException if it was set before
     */
    BudgetSinkBuilder validated();

    /**
     * The least change that is made, as a share of the current budget. Default: 0.01, that is 1 %; never less than the
     * platform's unit.
     *
     * @param share from 0 to 1
     * @throws IllegalArgumentException if it is out of its range
     * @throws IllegalStateException if it was set before
     */
    BudgetSinkBuilder minChange(BigDecimal share);

    /**
     * By what factor a budget may grow at once, or its inverse shrink; beyond it a person must act. A budget may shrink
     * further if its arm gets nothing, and come back to where it was. Default: 3.
     *
     * @param factor at least 1
     * @throws IllegalArgumentException if it is below 1
     * @throws IllegalStateException if it was set before
     */
    BudgetSinkBuilder maxChangeFactor(BigDecimal factor);

    /**
     * Builds the sink. Nothing is called yet.
     *
     * @throws io.banditpipeline.error.ConfigurationException if there are no arms, or the platform cannot do what is
     *     asked for; with all problems
     */
    BudgetSink build();
}
