package io.banditpipeline.connectors.internal.budget;

import io.banditpipeline.bandit.BudgetSink;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.connectors.budget.BudgetSinkBuilder;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.money.ExchangeRates;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds a sink on a platform's port. Not thread-safe. */
public final class PublisherBuilder implements BudgetSinkBuilder {
    private final BudgetPort port;
    private final InstantSource clock;
    private @Nullable Supplier<? extends Collection<Arm>> arms;
    private @Nullable ExchangeRates rates;
    private @Nullable BigDecimal minChange;
    private @Nullable BigDecimal maxChangeFactor;
    private boolean live;
    private boolean validated;

    /**
     * @param port the platform
     * @param clock the time
     */
    public PublisherBuilder(BudgetPort port, InstantSource clock) {
        this.port = port;
        this.clock = clock;
    }

    @Override
    public BudgetSinkBuilder arms(Collection<Arm> value) {
        List<Arm> copy = List.copyOf(value);
        return arms(() -> copy);
    }

    @Override
    public BudgetSinkBuilder arms(Supplier<? extends Collection<Arm>> value) {
        arms = once("arms", arms, Objects.requireNonNull(value, "arms"));
        return this;
    }

    @Override
    public BudgetSinkBuilder rates(ExchangeRates value) {
        rates = once("rates", rates, Objects.requireNonNull(value, "rates"));
        return this;
    }

    @Override
    public BudgetSinkBuilder live() {
        live = once("live", live ? true : null, true);
        return this;
    }

    @Override
    public BudgetSinkBuilder validated() {
        validated = once("validated", validated ? true : null, true);
        return this;
    }

    @Override
    public BudgetSinkBuilder minChange(BigDecimal share) {
        if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("minChange must be from 0 to 1, but is " + share);
        }
        minChange = once("minChange", minChange, share);
        return this;
    }

    @Override
    public BudgetSinkBuilder maxChangeFactor(BigDecimal factor) {
        if (factor.compareTo(BigDecimal.ONE) < 0) {
            throw new IllegalArgumentException("maxChangeFactor must be at least 1, but is " + factor);
        }
        maxChangeFactor = once("maxChangeFactor", maxChangeFactor, factor);
        return this;
    }

    @Override
    public BudgetSink build() {
        List<String> problems = new ArrayList<>();
        if (arms == null) {
            problems.add("arms are missing: give the pipeline's arms, or what tells them");
        }
        if (validated && live) {
            problems.add("validated is for a dry run, but live is set: leave one of them out");
        }
        if (validated && !port.canValidate()) {
            problems.add("validated is set, but " + port.platform() + " cannot be asked that: leave it out");
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException("budget sink of " + port.platform(), problems);
        }
        BudgetRules defaults = BudgetRules.ofDefaults();
        BudgetRules rules = new BudgetRules(
                live,
                validated,
                minChange == null ? defaults.minChange() : minChange,
                maxChangeFactor == null ? defaults.maxChangeFactor() : maxChangeFactor);
        return new BudgetPublisher(
                port, Objects.requireNonNull(arms, "arms"), rates == null ? ExchangeRates.none() : rates, rules, clock);
    }

    private static <T> T once(String name, @Nullable T before, T value) {
        if (before != null) {
            throw new IllegalStateException(name + " is set already: set it once");
        }
        return value;
    }
}
