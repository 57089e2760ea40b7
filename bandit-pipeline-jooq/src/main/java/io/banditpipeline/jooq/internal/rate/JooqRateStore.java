package io.banditpipeline.jooq.internal.rate;

import static io.banditpipeline.jooq.internal.db.Tables.EXCHANGE_RATE;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.jooq.internal.sql.RowBatch;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.money.ExchangeRate;
import io.banditpipeline.store.RateStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.Field;
import org.jooq.Record;

/** Keeps exchange rates with their revisions. This class is thread-safe. */
public final class JooqRateStore implements RateStore {
    private static final List<Field<?>> COLUMNS = List.of(
            EXCHANGE_RATE.FROM_CURRENCY,
            EXCHANGE_RATE.TO_CURRENCY,
            EXCHANGE_RATE.LOCAL_DAY,
            EXCHANGE_RATE.KNOWN_US,
            EXCHANGE_RATE.RATE,
            EXCHANGE_RATE.PUBLISHED_DAY,
            EXCHANGE_RATE.SOURCE,
            EXCHANGE_RATE.PROVISIONAL);

    private final Database database;

    /** @param database the database */
    public JooqRateStore(Database database) {
        this.database = database;
    }

    @Override
    public void save(Currency from, Currency to, Map<LocalDate, ExchangeRate> rates, Instant knownAt) {
        SortedMap<LocalDate, ExchangeRate> byDay = new TreeMap<>(rates);
        byDay.forEach((day, rate) -> check(from, to, day, rate));
        if (!byDay.isEmpty()) {
            database.doWrite(session -> save(session, from, to, byDay, knownAt));
        }
    }

    @Override
    public SortedMap<LocalDate, ExchangeRate> rates(Currency from, Currency to, DateRange days, Instant asOf) {
        return database.read(session -> known(session, from, to, days, asOf));
    }

    private static void save(
            Session session, Currency from, Currency to, SortedMap<LocalDate, ExchangeRate> rates, Instant knownAt) {
        DateRange days = new DateRange(rates.firstKey(), rates.lastKey());
        SortedMap<LocalDate, ExchangeRate> known = known(session, from, to, days, knownAt);
        RowBatch batch = RowBatch.upsert(session, EXCHANGE_RATE, COLUMNS);
        rates.forEach((day, rate) -> {
            ExchangeRate before = known.get(day);
            if (before == null || !sayTheSame(before, rate)) {
                batch.add(
                        day,
                        from.getCurrencyCode(),
                        to.getCurrencyCode(),
                        Times.day(day),
                        Times.micros(knownAt),
                        Texts.key("rate", rate.rate().toString(), 190),
                        Times.day(rate.day()),
                        Texts.key("source", rate.source(), 190),
                        (short) (rate.provisional() ? 1 : 0));
            }
        });
        batch.flush();
    }

    private static SortedMap<LocalDate, ExchangeRate> known(
            Session session, Currency from, Currency to, DateRange days, Instant asOf) {
        SortedMap<LocalDate, ExchangeRate> known = new TreeMap<>();
        session.dsl()
                .selectFrom(EXCHANGE_RATE)
                .where(EXCHANGE_RATE.FROM_CURRENCY.eq(from.getCurrencyCode()))
                .and(EXCHANGE_RATE.TO_CURRENCY.eq(to.getCurrencyCode()))
                .and(EXCHANGE_RATE.LOCAL_DAY.between(Times.day(days.first()), Times.day(days.last())))
                .and(EXCHANGE_RATE.KNOWN_US.le(Times.bound(asOf)))
                .orderBy(EXCHANGE_RATE.LOCAL_DAY, EXCHANGE_RATE.KNOWN_US)
                .forEach(row ->
                        known.put(Times.day(row.get(EXCHANGE_RATE.LOCAL_DAY).intValue()), rate(row)));
        return known;
    }

    private static ExchangeRate rate(Record row) {
        return new ExchangeRate(
                Currency.getInstance(row.get(EXCHANGE_RATE.FROM_CURRENCY)),
                Currency.getInstance(row.get(EXCHANGE_RATE.TO_CURRENCY)),
                new BigDecimal(row.get(EXCHANGE_RATE.RATE)),
                Times.day(row.get(EXCHANGE_RATE.PUBLISHED_DAY).intValue()),
                row.get(EXCHANGE_RATE.SOURCE),
                row.get(EXCHANGE_RATE.PROVISIONAL) == 1);
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
