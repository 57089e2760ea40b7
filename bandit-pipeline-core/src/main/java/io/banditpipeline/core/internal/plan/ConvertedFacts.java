package io.banditpipeline.core.internal.plan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.DailyFacts;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.money.ExchangeRate;
import io.banditpipeline.money.ExchangeRates;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Daily facts with cost and revenue in the campaign's currency, each at the rate of its day or all at that of one. */
final class ConvertedFacts implements DailyFacts {
    private static final long MAX_CACHED_RATES = 20_000;

    private final DailyFacts facts;
    private final Map<String, Currency> currencyByArm;
    private final Currency target;
    private final ExchangeRates rates;
    private final @Nullable LocalDate constantDay;
    private final Cache<Pair, ExchangeRate> cache =
            Caffeine.newBuilder().maximumSize(MAX_CACHED_RATES).build();

    /**
     * @param facts facts in the arms' own currencies
     * @param currencyByArm the currency of each arm's account
     * @param target the campaign's currency
     * @param rates where rates come from
     * @param constantDay the day whose rate is used for every day, or null for each day's own
     */
    ConvertedFacts(
            DailyFacts facts,
            Map<String, Currency> currencyByArm,
            Currency target,
            ExchangeRates rates,
            @Nullable LocalDate constantDay) {
        this.facts = facts;
        this.currencyByArm = currencyByArm;
        this.target = target;
        this.rates = rates;
        this.constantDay = constantDay;
    }

    private record Pair(Currency from, LocalDate day) {}

    /**
     * {@inheritDoc}
     *
     * @throws MissingRateException if a rate that is needed is not known (R10)
     */
    @Override
    public void forEach(Consumer<? super DailyFact> consumer) {
        facts.forEach(fact -> consumer.accept(convert(fact)));
    }

    private DailyFact convert(DailyFact fact) {
        Currency from = currencyByArm.get(fact.armId());
        if (from == null) {
            throw new IllegalStateException("a fact of arm " + fact.armId() + ", which the campaign does not have");
        }
        if (from.equals(target)) {
            return fact;
        }
        ExchangeRate rate = cache.get(new Pair(from, constantDay == null ? fact.day() : constantDay), this::rate);
        Metrics metrics = fact.metrics();
        return new DailyFact(
                fact.armId(),
                fact.day(),
                convert(convert(metrics, Metric.COST, rate), Metric.REVENUE, rate),
                fact.observedAt());
    }

    private static Metrics convert(Metrics metrics, Metric metric, ExchangeRate rate) {
        return metrics.has(metric) ? metrics.with(metric, rate.convert(metrics.get(metric))) : metrics;
    }

    private ExchangeRate rate(Pair pair) {
        return rates.rate(pair.from(), target, pair.day())
                .orElseThrow(() -> new MissingRateException(pair.from(), target, pair.day()));
    }
}
