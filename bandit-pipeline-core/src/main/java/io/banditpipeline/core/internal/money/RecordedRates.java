package io.banditpipeline.core.internal.money;

import io.banditpipeline.metric.DateRange;
import io.banditpipeline.money.ExchangeRate;
import io.banditpipeline.money.ExchangeRates;
import io.banditpipeline.store.Storage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The rates that were recorded as known at a moment, so that a plan of that moment comes out the same whatever the host
 * says today (R6). Days of which nothing was recorded then are asked from the host. It writes nothing. Not thread-safe.
 */
public final class RecordedRates implements ExchangeRates {
    private final Storage storage;
    private final ExchangeRates host;
    private final Instant asOf;
    private final Map<Page, SortedMap<LocalDate, ExchangeRate>> pages = new HashMap<>();

    /**
     * @param storage what was recorded
     * @param host what is asked for the rest
     * @param asOf what was known at this moment is used (R3)
     */
    public RecordedRates(Storage storage, ExchangeRates host, Instant asOf) {
        this.storage = Objects.requireNonNull(storage, "storage");
        this.host = Objects.requireNonNull(host, "host");
        this.asOf = Objects.requireNonNull(asOf, "asOf");
    }

    /** Rates are read by the year, so that a plan of three years takes four reads for each pair. */
    private record Page(Currency from, Currency to, int year) {
        DateRange days() {
            return new DateRange(
                    Year.of(year).atDay(1), Year.of(year).atDay(1).plusYears(1).minusDays(1));
        }
    }

    @Override
    public Optional<ExchangeRate> rate(Currency from, Currency to, LocalDate day) {
        @Nullable
        ExchangeRate recorded = pages.computeIfAbsent(new Page(from, to, day.getYear()), this::read)
                .get(day);
        return recorded == null ? host.rate(from, to, day) : Optional.of(recorded);
    }

    private SortedMap<LocalDate, ExchangeRate> read(Page page) {
        return storage.rates().rates(page.from(), page.to(), page.days(), asOf);
    }
}
