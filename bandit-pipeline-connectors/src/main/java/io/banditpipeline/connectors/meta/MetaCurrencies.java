package io.banditpipeline.connectors.meta;

import io.banditpipeline.money.Micros;
import java.util.Currency;
import java.util.OptionalLong;
import java.util.Set;

/**
 * In what Meta counts budgets: hundredths of most currencies, whole units of some, which are not those that ISO 4217 has
 * no minor unit for (Meta's list of currencies, "offset"). A currency that is on neither list is not guessed.
 */
final class MetaCurrencies {
    private static final long HUNDREDTH = Micros.PER_UNIT / 100;
    private static final Set<String> WHOLE =
            Set.of("CLP", "COP", "CRC", "HUF", "IDR", "ISK", "JPY", "KRW", "PYG", "TWD", "VND");
    private static final Set<String> HUNDREDTHS = Set.of(
            "AED", "ARS", "AUD", "BDT", "BGN", "BHD", "BOB", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "DZD", "EGP",
            "EUR", "GBP", "GTQ", "HKD", "HNL", "ILS", "INR", "JOD", "KES", "MOP", "MXN", "MYR", "NGN", "NIO", "NOK",
            "NZD", "PEN", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "UAH",
            "USD", "UYU", "ZAR");

    private MetaCurrencies() {}

    /** What budgets of a currency are counted in, in micros; empty if that is not known. */
    static OptionalLong unitMicros(Currency currency) {
        String code = currency.getCurrencyCode();
        if (WHOLE.contains(code)) {
            return OptionalLong.of(Micros.PER_UNIT);
        }
        return HUNDREDTHS.contains(code) ? OptionalLong.of(HUNDREDTH) : OptionalLong.empty();
    }
}
