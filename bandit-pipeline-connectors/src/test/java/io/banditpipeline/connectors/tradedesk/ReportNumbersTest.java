package io.banditpipeline.connectors.tradedesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportNumbersTest {
    private static final Currency EUR = Currency.getInstance("EUR");

    private final ReportNumbers us = new ReportNumbers(false, EUR);
    private final ReportNumbers international = new ReportNumbers(true, EUR);

    @Test
    void the_comma_parts_thousands_here_and_decimals_there() throws BadValue {
        assertThat(us.read(Metric.COST, "1,015.25")).isEqualTo(1_015_250_000L);
        assertThat(international.read(Metric.COST, "1.015,25")).isEqualTo(1_015_250_000L);
        assertThat(international.read(Metric.COST, "1015,25")).isEqualTo(1_015_250_000L);
        assertThat(us.read(Metric.IMPRESSIONS, "1,234")).isEqualTo(1_234);
        assertThat(international.read(Metric.IMPRESSIONS, "1.234")).isEqualTo(1_234);
        assertThat(international.read(Metric.IMPRESSIONS, "1\u00A0234\u00A0567"))
                .isEqualTo(1_234_567);
        assertThat(us.read(Metric.IMPRESSIONS, "12.000")).isEqualTo(12);
    }

    @Test
    void an_empty_cell_is_not_zero() throws BadValue {
        assertThat(us.read(Metric.CLICKS, "")).isEqualTo(Metrics.ABSENT);
        assertThat(us.read(Metric.CLICKS, "0")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1,23", "1,2345", "12,34,567", ",123", "1,", "1.2.3", "abc", "$5", "1.", "1,234,5", "--", "NaN"})
    void what_is_no_number_is_refused_and_never_bent(String cell) {
        assertThatThrownBy(() -> us.read(Metric.COST, cell)).isInstanceOf(BadValue.class);
    }

    @Test
    void a_part_of_an_impression_is_refused() {
        assertThatThrownBy(() -> us.read(Metric.IMPRESSIONS, "1.5"))
                .isInstanceOf(BadValue.class)
                .hasMessageContaining("not a whole number");
    }

    @Property
    void any_amount_is_read_as_it_was_written_in_either_form(
            @ForAll @BigRange(min = "-999999999999", max = "999999999999") @Scale(9) BigDecimal amount,
            @ForAll @IntRange(max = 9) int decimals,
            @ForAll boolean grouped)
            throws BadValue {
        BigDecimal written = amount.setScale(decimals, RoundingMode.DOWN);
        long micros =
                written.setScale(6, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
        assertThat(us.read(Metric.COST, format(written, Locale.US, grouped))).isEqualTo(micros);
        assertThat(international.read(Metric.COST, format(written, Locale.GERMANY, grouped)))
                .isEqualTo(micros);
    }

    @Property
    void the_quick_way_and_the_exact_way_agree(
            @ForAll @LongRange(min = 0, max = 999_999) long whole, @ForAll @IntRange(max = 999_999) int fraction)
            throws BadValue {
        String cell = whole + "." + String.format(Locale.ROOT, "%06d", fraction);
        assertThat(us.read(Metric.COST, cell)).isEqualTo(us.exact(Metric.COST, cell));
        assertThat(us.read(Metric.CLICKS, String.valueOf(whole)))
                .isEqualTo(us.exact(Metric.CLICKS, String.valueOf(whole)));
    }

    private static String format(BigDecimal value, Locale locale, boolean grouped) {
        DecimalFormat format = new DecimalFormat("#,##0.#########", DecimalFormatSymbols.getInstance(locale));
        format.setGroupingUsed(grouped);
        format.setParseBigDecimal(true);
        return format.format(value);
    }
}
