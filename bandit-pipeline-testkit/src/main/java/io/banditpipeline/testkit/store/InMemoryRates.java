package io.banditpipeline.testkit.store;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.money.ExchangeRate;
import io.banditpipeline.store.RateStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** Exchange rates in memory: for each pair and day what was known from which moment on. */
final class InMemoryRates implements RateStore {
    private final Object lock;
    private final Map<List<Currency>, NavigableMap<LocalDate, NavigableMap<Instant, ExchangeRate>>> pairs =
            new HashMap<>();

    InMemoryRates(Object lock) {
        this.lock = lock;
    }

    @Override
    public void save(Currency from, Currency to, Map<LocalDate, ExchangeRate> rates, Instant knownAt) {
        rates.forEach((day, rate) -> check(from, to, day, rate));
        Instant at = Kept.micros(knownAt);
        synchronized (lock) {
            rates.forEach((day, rate) -> {
                NavigableMap<Instant, ExchangeRate> ofDay = pairs.computeIfAbsent(
                                List.of(from, to), unused -> new TreeMap<>())
                        .computeIfAbsent(day, unused -> new TreeMap<>());
                Map.Entry<Instant, ExchangeRate> known = ofDay.floorEntry(at);
                if (known == null || !sayTheSame(known.getValue(), rate)) {
                    ofDay.put(at, rate);
                }
            });
        }
    }

    @Override
    public SortedMap<LocalDate, ExchangeRate> rates(Currency from, Currency to, DateRange days, Instant asOf) {
        SortedMap<LocalDate, ExchangeRate> found = new TreeMap<>();
        synchronized (lock) {
            pairs.getOrDefault(List.of(from, to), new TreeMap<>())
                    .subMap(days.first(), true, days.last(), true)
                    .forEach((day, ofDay) -> {
                        Map.Entry<Instant, ExchangeRate> known = ofDay.floorEntry(asOf);
                        if (known != null) {
                            found.put(day, known.getValue());
                        }
                    });
        }
        return found;
    }

    private static boolean sayTheSame(ExchangeRate a, ExchangeRate b) {
        return a.rate().compareTo(b.rate()) == 0
                && a.day().equals(b.day())
                && a.source().equals(b.source())
                && a.provisional() == b.provisional();
    }

    private static void check(Currency from, Currency to, LocalDate day, ExchangeRate rate) {
        if (!rate.from().equals(from) || !rate.to().equals(to)) {
            throw new PipelineException(
                    ErrorCode.INVALID_INPUT,
                    "The rate for " + day + " is of " + rate.from() + "/" + rate.to() + ", but rates of " + from + "/"
                            + to + " are saved: save each pair by itself");
        }
    }
}
