package io.banditpipeline.connectors.ecb;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The rates of one currency: units of it for one euro, by day. Immutable and thread-safe. */
final class RateSeries {
    private final long[] epochDays;
    private final BigDecimal[] rates;

    RateSeries(SortedMap<LocalDate, BigDecimal> byDay) {
        epochDays = byDay.keySet().stream().mapToLong(LocalDate::toEpochDay).toArray();
        rates = byDay.values().toArray(BigDecimal[]::new);
    }

    static RateSeries of(Map.Entry<?, ? extends SortedMap<LocalDate, BigDecimal>> entry) {
        return new RateSeries(entry.getValue());
    }

    /** The last day on or before one that has a rate, or null. */
    @Nullable LocalDate lastDayUntil(LocalDate day) {
        int found = Arrays.binarySearch(epochDays, day.toEpochDay());
        int index = found >= 0 ? found : -found - 2;
        return index < 0 ? null : LocalDate.ofEpochDay(epochDays[index]);
    }

    /** The rate of a day that has one. */
    BigDecimal on(LocalDate day) {
        return rates[Arrays.binarySearch(epochDays, day.toEpochDay())];
    }
}
