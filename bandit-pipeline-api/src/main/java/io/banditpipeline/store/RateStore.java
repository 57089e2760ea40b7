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
     * Notes rates by the day that they are used for, which may be after the day that they were published for, in one
     * transaction. A rate that says what was known at {@code knownAt} (its numeric value, publication, source and
     * whether it is provisional) is not stored again; another one supersedes it from {@code knownAt} on. Of two of one
     * day and {@code knownAt} the later noted stands.
     *
     * @param rates rates of one pair of currencies, by day
     * @param knownAt when they became known
     * @throws io.banditpipeline.error.PipelineException with INVALID_INPUT if a rate is of another pair
     */
    void save(Currency from, Currency to, Map<LocalDate, ExchangeRate> rates, Instant knownAt);

    /**
     * The rates of a pair of currencies as they were known at a moment, by the day that they are used for. Days without
     * a known rate are missing.
     */
    SortedMap<LocalDate, ExchangeRate> rates(Currency from, Currency to, DateRange days, Instant asOf);
}
