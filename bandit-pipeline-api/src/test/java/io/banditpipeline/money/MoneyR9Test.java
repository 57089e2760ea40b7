package io.banditpipeline.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MoneyR9Test {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final LocalDate DAY = LocalDate.of(2026, 5, 1);

    @Property
    void micros_and_decimals_are_the_same_number(@ForAll long micros) {
        assertThat(Micros.of(Micros.toDecimal(micros))).isEqualTo(micros);
    }

    @Test
    void a_seventh_decimal_is_rounded_half_to_even() {
        assertThat(Micros.of(new BigDecimal("0.0000005"))).isZero();
        assertThat(Micros.of(new BigDecimal("0.0000015"))).isEqualTo(2);
    }

    @Test
    void an_amount_that_does_not_fit_is_an_error() {
        assertThatThrownBy(() -> Micros.of(new BigDecimal("1e13"))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void fixed_rates_convert_through_their_common_unit_and_know_nothing_else_R10() {
        ExchangeRates rates = ExchangeRates.fixed(Map.of(USD, BigDecimal.ONE, EUR, new BigDecimal("1.25")));
        assertThat(rates.rate(EUR, USD, DAY).orElseThrow().convert(8_000_000)).isEqualTo(10_000_000);
        assertThat(rates.rate(USD, EUR, DAY).orElseThrow().convert(10_000_000)).isEqualTo(8_000_000);
        assertThat(rates.rate(Currency.getInstance("JPY"), USD, DAY)).isEmpty();
        assertThat(ExchangeRates.none().rate(USD, USD, DAY)).isPresent();
    }

    @Test
    void a_rate_that_is_not_positive_is_refused() {
        assertThatThrownBy(() -> new ExchangeRate(EUR, USD, BigDecimal.ZERO, DAY, "test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be positive");
    }
}
