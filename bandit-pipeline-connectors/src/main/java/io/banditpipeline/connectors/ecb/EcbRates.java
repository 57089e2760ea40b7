package io.banditpipeline.connectors.ecb;

import io.banditpipeline.error.PipelineException;
import io.banditpipeline.money.ExchangeRate;
import io.banditpipeline.money.ExchangeRates;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Reference rates of the European Central Bank, from the files that it publishes: the latest day, the last 90 days or
 * the whole history since 1999, as XML, CSV, or CSV in a zip.
 *
 * <p>The rate of a day is the last one published on it or before, if that is at most {@link #DEFAULT_MAX_AGE_DAYS} days
 * old (Easter leaves four days without one); beyond that there is none. So a currency that is suspended or gone ends by
 * itself. Rates between two other currencies go through the euro, both as of one publication, with 16 digits
 * ({@link MathContext#DECIMAL64}) and one rounding; rates from the euro are as published.
 *
 * <p>A rate is {@linkplain ExchangeRate#provisional provisional} if the file ends before the publication that the day
 * waits for: the day's own on a working day of the TARGET calendar (about 16:00 in Frankfurt), that of the last working
 * day before it on others. The bank gives its rates for information only: hosts that book at others bring their own
 * {@link ExchangeRates}.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class EcbRates implements ExchangeRates {
    /** The oldest that a rate may be, unless the host says otherwise: 5 days. */
    public static final int DEFAULT_MAX_AGE_DAYS = 5;

    /** The source that its rates name: {@value}. */
    public static final String SOURCE = "ecb";

    static final Currency EUR = Currency.getInstance("EUR");

    private final Map<Currency, RateSeries> byCurrency;
    private final LocalDate firstDay;
    private final LocalDate lastDay;
    private final SortedSet<String> skippedCodes;
    private final int maxAgeDays;

    EcbRates(
            Map<Currency, RateSeries> byCurrency,
            LocalDate firstDay,
            LocalDate lastDay,
            SortedSet<String> skippedCodes,
            int maxAgeDays) {
        this.byCurrency = byCurrency;
        this.firstDay = firstDay;
        this.lastDay = lastDay;
        this.skippedCodes = skippedCodes;
        this.maxAgeDays = maxAgeDays;
    }

    /**
     * Reads a file of the bank; of what kind it is shows by its content.
     *
     * @throws PipelineException if it cannot be read, or is none or a broken one, saying where and why
     */
    public static EcbRates read(Path file) {
        return EcbFile.read(file);
    }

    /**
     * Reads a file of the bank from a stream, which is left open.
     *
     * @param name what to call it in messages
     * @throws PipelineException if it cannot be read, or is none or a broken one, saying where and why
     */
    public static EcbRates read(InputStream in, String name) {
        return EcbFile.read(in, name);
    }

    /**
     * Rates that follow a file: it is read again whenever its time or size has changed, so a host that downloads it
     * anew need not build its pipeline anew. Replace the file in one move, or a half-written one may be met.
     *
     * <p>The result is thread-safe. Its {@code rate} throws a {@link PipelineException} while the file cannot be read;
     * plans are then held (R10).
     *
     * @throws PipelineException if it cannot be read now
     */
    public static ExchangeRates following(Path file) {
        return FollowedRates.of(file);
    }

    /**
     * The same rates with another oldest age.
     *
     * @param days the most days between the publication and the day that it is used for; at least 0
     * @throws IllegalArgumentException if {@code days} is negative
     */
    public EcbRates withMaxAgeDays(int days) {
        if (days < 0) {
            throw new IllegalArgumentException("maxAgeDays must not be negative, but is " + days);
        }
        return new EcbRates(byCurrency, firstDay, lastDay, skippedCodes, days);
    }

    /** The day of the first publication. */
    public LocalDate firstDay() {
        return firstDay;
    }

    /** The day of the last publication. */
    public LocalDate lastDay() {
        return lastDay;
    }

    /** Codes of currencies that the file has and this Java does not know: they have no rates. */
    public SortedSet<String> skippedCodes() {
        return skippedCodes;
    }

    @Override
    public Optional<ExchangeRate> rate(Currency from, Currency to, LocalDate day) {
        if (from.equals(to)) {
            return Optional.of(new ExchangeRate(from, to, BigDecimal.ONE, day, "identity"));
        }
        @Nullable RateSeries base = byCurrency.get(from);
        @Nullable RateSeries term = byCurrency.get(to);
        if (base == null && !from.equals(EUR) || term == null && !to.equals(EUR)) {
            return Optional.empty();
        }
        return publication(base, term, day).map(published -> rate(from, to, base, term, day, published));
    }

    private ExchangeRate rate(
            Currency from,
            Currency to,
            @Nullable RateSeries base,
            @Nullable RateSeries term,
            LocalDate day,
            LocalDate published) {
        BigDecimal perEuro = term == null ? BigDecimal.ONE : term.on(published);
        BigDecimal rate = base == null ? perEuro : perEuro.divide(base.on(published), MathContext.DECIMAL64);
        return new ExchangeRate(from, to, rate, published, SOURCE, isAwaited(day));
    }

    /** The last publication on the day or before that has a rate in both series, if it is not too old. */
    private Optional<LocalDate> publication(@Nullable RateSeries base, @Nullable RateSeries term, LocalDate day) {
        @Nullable LocalDate common = day;
        while (common != null && ChronoUnit.DAYS.between(common, day) <= maxAgeDays) {
            LocalDate asked = common;
            @Nullable LocalDate ofBase = base == null ? asked : base.lastDayUntil(asked);
            common = term == null || ofBase == null ? ofBase : term.lastDayUntil(ofBase);
            if (asked.equals(common)) {
                return Optional.of(asked);
            }
        }
        return Optional.empty();
    }

    /** Whether the publication that the day waits for is still to come. */
    private boolean isAwaited(LocalDate day) {
        return lastDay.isBefore(TargetCalendar.lastWorkingDayUntil(day));
    }
}
