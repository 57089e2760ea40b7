package io.banditpipeline.connectors.csv;

import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Currencies by their code. */
final class Currencies {
    private static final Map<String, Currency> BY_CODE = Currency.getAvailableCurrencies().stream()
            .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Function.identity()));

    private Currencies() {}

    static Optional<Currency> find(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    static boolean isCode(String code) {
        return BY_CODE.containsKey(code);
    }
}
