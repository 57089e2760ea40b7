package io.banditpipeline.connectors.ecb;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes what a file says, rate by rate, and refuses what no file of the bank says. Not thread-safe. */
final class Publications {
    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
    private static final Pattern RATE = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,12})?");
    private static final int LONGEST_SHOWN = 40;
    private static final int FIRST_YEAR = 1999;
    private static final int LAST_YEAR = 9999;
    private static final Map<String, Currency> KNOWN = Currency.getAvailableCurrencies().stream()
            .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Function.identity()));

    private final String file;
    private final Map<Currency, TreeMap<LocalDate, BigDecimal>> byCurrency = new HashMap<>();
    private final TreeSet<LocalDate> days = new TreeSet<>();
    private final TreeSet<String> skippedCodes = new TreeSet<>();
    private boolean hasRates;

    /** @param file what to call it in messages */
    Publications(String file) {
        this.file = file;
    }

    /** Begins the rates of a day. */
    void day(LocalDate day, long line) {
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw broken("the day " + day + " is none that rates of the euro are published for", line);
        }
        if (!days.add(day)) {
            throw broken("the day " + day + " comes twice", line);
        }
    }

    /** The currency of a code; empty if it is skipped, since this Java does not know it. */
    Optional<Currency> currency(String code, long line) {
        if (!CODE.matcher(code).matches()) {
            throw broken("the code of a currency was expected, but is " + shown(code), line);
        }
        if (code.equals(EcbRates.EUR.getCurrencyCode())) {
            throw broken("it has a rate of the euro, which all its rates are of", line);
        }
        @Nullable Currency known = KNOWN.get(code);
        if (known == null) {
            skippedCodes.add(code);
        }
        return Optional.ofNullable(known);
    }

    /** Takes a rate: units of the currency for one euro. */
    void rate(LocalDate day, Currency currency, String text, long line) {
        if (!RATE.matcher(text).matches()) {
            throw broken("a rate of " + currency + " above 0 was expected for " + day + ", but is " + shown(text), line);
        }
        BigDecimal rate = new BigDecimal(text);
        if (rate.signum() == 0) {
            throw broken("the rate of " + currency + " for " + day + " is 0", line);
        }
        if (byCurrency.computeIfAbsent(currency, c -> new TreeMap<>()).put(day, rate) != null) {
            throw broken("it has two rates of " + currency + " for " + day, line);
        }
        hasRates = true;
    }

    EcbRates end() {
        if (!hasRates) {
            throw broken("it has no rates", 0);
        }
        Map<Currency, RateSeries> series = byCurrency.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, RateSeries::of));
        return new EcbRates(
                series,
                days.first(),
                days.last(),
                Collections.unmodifiableSortedSet(skippedCodes),
                EcbRates.DEFAULT_MAX_AGE_DAYS);
    }

    /** What to throw: what is wrong, where, and what to do. */
    PipelineException broken(String what, long line) {
        return broken(what, line, null);
    }

    PipelineException broken(String what, long line, @Nullable Throwable cause) {
        String where = line > 0 ? file + ", line " + line : file;
        return new PipelineException(
                ErrorCode.INVALID_INPUT,
                where + ": " + what + ". It is no complete file of the European Central Bank's reference rates; download"
                        + " it anew.",
                cause);
    }

    /** A value in quotes, cut off where it is long. */
    static String shown(String value) {
        return "'" + (value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "...") + "'";
    }
}
