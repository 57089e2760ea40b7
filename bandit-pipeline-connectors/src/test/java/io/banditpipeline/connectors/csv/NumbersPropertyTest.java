package io.banditpipeline.connectors.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.money.Micros;
import java.math.BigDecimal;
import java.util.Currency;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Numbers are exact, however a country writes them. */
class NumbersPropertyTest {
    private static final Numbers POINT = new Numbers('.', null);

    /** How a country writes numbers. */
    record Style(char mark, String thousands) {}

    @Provide
    Arbitrary<Style> styles() {
        return Arbitraries.of(
                new Style('.', ","),
                new Style('.', ""),
                new Style('.', "'"),
                new Style('.', "\u2019"),
                new Style('.', "\u00A0"),
                new Style(',', "."),
                new Style(',', ""),
                new Style(',', " "),
                new Style(',', "\u202F"),
                new Style(',', "\u00A0"),
                new Style(',', "'"));
    }

    @Property
    void what_is_written_in_any_style_is_read_back_exactly_R9(
            @ForAll @LongRange(min = -Long.MAX_VALUE) long micros, @ForAll("styles") Style style) throws BadCell {
        String text = format(Micros.toDecimal(micros), style);
        Numbers numbers = new Numbers(style.mark(), null);

        assertThat(numbers.quantity(text)).as(text).isEqualTo(micros);
        assertThat(numbers.money(text, Currency.getInstance("TRY"))).as(text).isEqualTo(micros);
    }

    @Property
    void the_fast_path_agrees_with_decimal_arithmetic_R9(
            @ForAll @LongRange(min = 0, max = 9_223_372_036_854L) long unscaled,
            @ForAll @IntRange(min = 0, max = 9) int scale)
            throws BadCell {
        String text = BigDecimal.valueOf(unscaled, scale).toPlainString();

        assertThat(POINT.quantity(text)).as(text).isEqualTo(Micros.of(new BigDecimal(text)));
    }

    private static String format(BigDecimal value, Style style) {
        String plain = value.abs().toPlainString();
        int point = plain.indexOf('.');
        String grouped = plain.substring(0, point).replaceAll("(?<=\\d)(?=(\\d{3})+$)", style.thousands());
        return (value.signum() < 0 ? "-" : "") + grouped + style.mark() + plain.substring(point + 1);
    }
}
