package io.banditpipeline.testkit.market;

import io.banditpipeline.money.ExchangeRate;
import io.banditpipeline.money.ExchangeRates;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Exchange rates that go up and down from day to day, made from the seed. */
final class MarketRates implements ExchangeRates {
    private static final Map<String, Double> USUAL_USD = Map.of("USD", 1.0, "EUR", 1.08, "GBP", 1.27, "AUD", 0.66);

    private final long seed;

    MarketRates(long seed) {
        this.seed = seed;
    }

    @Override
    public Optional<ExchangeRate> rate(Currency from, Currency to, LocalDate day) {
        if (from.equals(to)) {
            return Optional.of(new ExchangeRate(from, to, BigDecimal.ONE, day, "synthetic"));
        }
        if (!USUAL_USD.containsKey(from.getCurrencyCode()) || !USUAL_USD.containsKey(to.getCurrencyCode())) {
            return Optional.empty();
        }
        BigDecimal rate = usd(from, day).divide(usd(to, day), MathContext.DECIMAL64);
        return Optional.of(new ExchangeRate(from, to, rate, day, "synthetic"));
    }

    /** Converts an amount of the campaign's currency into micros of an account's. */
    long micros(double usd, Currency to, LocalDate day) {
        return BigDecimal.valueOf(usd)
                .divide(usd(to, day), MathContext.DECIMAL64)
                .movePointRight(6)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private BigDecimal usd(Currency currency, LocalDate day) {
        double usual = Objects.requireNonNull(USUAL_USD.get(currency.getCurrencyCode()), currency.getCurrencyCode());
        if (currency.equals(World.USD)) {
            return BigDecimal.ONE;
        }
        long key = Keyed.key(seed, Keyed.key(currency.getCurrencyCode()));
        double wave = 0.03 * StrictMath.sin(day.toEpochDay() / 40.0 + 6 * Keyed.uniform(key));
        double jitter = 0.003 * Keyed.normal(key, day.toEpochDay());
        return BigDecimal.valueOf(usual * StrictMath.exp(wave + jitter)).setScale(6, RoundingMode.HALF_EVEN);
    }
}
