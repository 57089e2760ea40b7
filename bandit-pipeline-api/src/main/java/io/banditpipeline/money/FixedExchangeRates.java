package io.banditpipeline.money;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rates from a table that never changes. */
final class FixedExchangeRates implements ExchangeRates {
    private final Map<Currency, BigDecimal> perUnit;

    FixedExchangeRates(Map<Currency, BigDecimal> perUnit) {
        this.perUnit = Map.copyOf(perUnit);
    }

    @Override
    public Optional<ExchangeRate> rate(Currency from, Currency to, LocalDate day) {
        if (from.equals(to)) {
            return Optional.of(new ExchangeRate(from, to, BigDecimal.ONE, day, "identity"));
        }
        @Nullable BigDecimal worth = perUnit.get(from);
        @Nullable BigDecimal unit = perUnit.get(to);
        if (worth == null || unit == null) {
            return Optional.empty();
        }
        return Optional.of(new ExchangeRate(from, to, worth.divide(unit, MathContext.DECIMAL64), day, "fixed"));
    }
}
