package io.banditpipeline.money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/**
 * Where exchange rates come from.
 *
 * <p>Promise: for the same arguments the same answer, or a restated one that the host accepts as the truth from then
 * on. A missing rate is an empty answer, never a guess: the pipeline then holds the last good allocation (R10).
 * Implementations are thread-safe.
 */
@FunctionalInterface
public interface ExchangeRates {
    /**
     * The rate to convert {@code from} into {@code to} on {@code day}.
     *
     * @return the rate in force on that day, or empty if there is none that is fresh enough
     */
    Optional<ExchangeRate> rate(Currency from, Currency to, LocalDate day);

    /** Knows only that every currency is worth itself. */
    static ExchangeRates none() {
        return fixed(Map.of());
    }

    /**
     * Rates that never change.
     *
     * @param perUnit for each currency, units of one common currency that one unit of it is worth; positive
     */
    static ExchangeRates fixed(Map<Currency, BigDecimal> perUnit) {
        return new FixedExchangeRates(perUnit);
    }
}
