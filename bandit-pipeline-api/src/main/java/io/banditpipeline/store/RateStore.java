package io.banditpipeline.store;

import io.banditpipeline.metric.DateRange;
import io.banditpipeline.money.ExchangeRate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.SortedMap;

/** Keeps the exchange rates that amounts were converted with, and when each became known (R3). */
public interface RateStore {
    /**
     * Notes rates by the day that they are used for, which may be after the day that they were published for. A rate
     * that says what is known already is not stored again; another one supersedes it from {@code knownAt} on.
     *
     * @param rates rates of one pair of currencies, by day
     * @param knownAt when they became known
     */
    void save(Currency from, Currency to, Map<LocalDate, ExchangeRate> rates, Instant knownAt);

    /**
     * The rates of a pair of currencies as they were known at a moment, by the day that they are used for. Days without
     * a known rate are missing.
     */
    SortedMap<LocalDate, ExchangeRate> rates(Currency from, Currency to, DateRange days, Instant asOf);
}
