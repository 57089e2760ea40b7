package io.banditpipeline.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.metric.Quantity.Exact;
import io.banditpipeline.metric.Quantity.Misfit;
import io.banditpipeline.metric.Quantity.Unfit;
import java.math.BigDecimal;
import java.util.Currency;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricUnitR9Test {
    private static final Currency USD = Currency.getInstance("USD");

    @ParameterizedTest
    @CsvSource({
        "MICRO, COST, USD, 123456789, 123456789",
        "UNIT, COST, USD, 1015.25, 1015250000",
        "UNIT, COST, JPY, 10000, 10000000000",
        "MINOR, COST, USD, 1015, 10150000",
        "MINOR, COST, JPY, 1015, 1015000000",
        "MINOR, REVENUE, KWD, 1015, 1015000",
        "MILLI, COST, EUR, 1500, 1500000",
        "PERCENT, CONVERSIONS, EUR, 250, 2500000",
        "THOUSAND, IMPRESSIONS, EUR, 1.234, 1234",
        "UNIT, IMPRESSIONS, EUR, 1234, 1234",
        "UNIT, CLICKS, EUR, 12.000, 12",
        "UNIT, CONVERSIONS, EUR, 0.333333, 333333",
        "UNIT, CONVERSIONS, EUR, 1.0E-5, 10",
        "UNIT, REVENUE, EUR, -12.5, -12500000",
        "UNIT, COST, EUR, 0.0000005, 0",
        "UNIT, COST, EUR, 0.0000015, 2",
        "UNIT, COST, EUR, 0.00000050001, 1",
        "UNIT, COST, EUR, 0E-999999999, 0",
        "UNIT, COST, EUR, 0E+999999999, 0",
        "UNIT, COST, EUR, 1E-999999999, 0",
        "MICRO, COST, EUR, 9223372036854775807, 9223372036854775807",
    })
    void a_quantity_is_converted_exactly_and_rounded_once_below_the_micro_R9(
            MetricUnit unit, Metric metric, Currency currency, String text, long canonical) {
        assertThat(unit.convert(metric, text, currency)).isEqualTo(new Exact(canonical));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "NaN", "Infinity", "1,5", "1 000", "0x10", "--1", "1e99999999999", "١٢", "1.5.2"})
    void what_is_no_number_is_told_and_not_guessed(String text) {
        assertThat(MetricUnit.UNIT.convert(Metric.COST, text, USD))
                .isInstanceOfSatisfying(Unfit.class, unfit -> {
                    assertThat(unfit.misfit()).isEqualTo(Misfit.NOT_A_NUMBER);
                    assertThat(unfit.text()).contains("COST of '" + text + "'");
                });
    }

    @ParameterizedTest
    @CsvSource({"UNIT, 0.5", "MILLI, 1500", "PERCENT, 250", "UNIT, 1E-999999999"})
    void a_part_of_an_impression_is_refused(MetricUnit unit, String text) {
        assertThat(misfit(unit.convert(Metric.IMPRESSIONS, text, USD))).isEqualTo(Misfit.FRACTION);
    }

    @ParameterizedTest
    @CsvSource({
        "UNIT, COST, 9223372036854.775808",
        "THOUSAND, IMPRESSIONS, 9223372036854775.808",
        "MICRO, COST, -9223372036854775808",
        "UNIT, CLICKS, 1E+999999999",
    })
    void what_a_long_cannot_hold_is_refused_and_so_is_the_mark_of_absence(MetricUnit unit, Metric metric, String text) {
        assertThat(misfit(unit.convert(metric, text, USD))).isEqualTo(Misfit.OVERFLOW);
    }

    @Test
    void a_long_that_is_the_mark_of_absence_does_not_become_absent() {
        assertThat(misfit(MetricUnit.MICRO.convert(Metric.COST, Metrics.ABSENT, USD)))
                .isEqualTo(Misfit.OVERFLOW);
    }

    @Test
    void minor_units_are_of_money_that_has_some() {
        assertThat(misfit(MetricUnit.MINOR.convert(Metric.COST, "5", Currency.getInstance("XAU"))))
                .isEqualTo(Misfit.NO_MINOR_UNIT);
        assertThatThrownBy(() -> MetricUnit.MINOR.convert(Metric.CLICKS, "5", USD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CLICKS is none");
    }

    @Property
    void an_amount_with_six_decimals_survives_there_and_back(
            @ForAll @BigRange(min = "-1000000000", max = "1000000000") @Scale(6) BigDecimal amount) {
        Quantity quantity = MetricUnit.UNIT.convert(Metric.COST, amount, USD);
        assertThat(BigDecimal.valueOf(((Exact) quantity).value(), 6)).isEqualByComparingTo(amount);
    }

    @Property
    void text_decimal_and_long_agree(@ForAll @LongRange(min = -1_000_000_000L, max = 1_000_000_000L) long amount) {
        for (MetricUnit unit : MetricUnit.values()) {
            Quantity quantity = unit.convert(Metric.COST, amount, USD);
            assertThat(unit.convert(Metric.COST, String.valueOf(amount), USD)).isEqualTo(quantity);
            assertThat(unit.convert(Metric.COST, BigDecimal.valueOf(amount), USD))
                    .isEqualTo(quantity);
        }
    }

    private static Misfit misfit(Quantity quantity) {
        return ((Unfit) quantity).misfit();
    }
}
