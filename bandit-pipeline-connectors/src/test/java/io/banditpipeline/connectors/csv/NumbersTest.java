package io.banditpipeline.connectors.csv;

import static io.banditpipeline.connectors.csv.CsvFixture.EUR;
import static io.banditpipeline.connectors.csv.CsvFixture.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    private static final Numbers POINT = new Numbers('.', null);
    private static final Numbers COMMA = new Numbers(',', null);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            0|0
            12.5|12500000
            .5|500000
            1,234.56|1234560000
            1,23,456|123456000000
            12,345,678.000001|12345678000001
            1\u00A0234.5|1234500000
            1\u202F234\u202F567|1234567000000
            1'234.5|1234500000
            1\u2019234|1234000000
            $1,234.50|1234500000
            US$5|5000000
            -$5|-5000000
            $-5|-5000000
            "5 USD"|5000000
            USD 5|5000000
            (1,234.50)|-1234500000
            ($5)|-5000000
            -0.01|-10000
            \u22123|-3000000
            +3|3000000
            0.0000005|0
            0.0000015|2
            000123.4|123400000
            1234567890123.45|1234567890123450000
            """)
    void amounts_are_read_as_people_write_them(String text, long micros) throws BadCell {
        assertThat(POINT.money(text, USD)).isEqualTo(micros);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1,5|1500000
            1.234,56|1234560000
            1 234,56|1234560000
            1.234|1234000000
            5,00 \u20AC|5000000
            """)
    void a_decimal_comma_is_taken_from_the_mapping_not_from_the_value(String text, long micros) throws BadCell {
        assertThat(COMMA.money(text, EUR)).isEqualTo(micros);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            abc|"abc" is not a number; expected an amount in plain digits
            1e5|"1e5" is not a number; expected an amount in plain digits
            1.2.3|"1.2.3" is not a number; expected digits with . as the decimal mark and, if any, a usual separator between thousands
            1,5|"1,5" is not a number: , separates thousands here, so three digits must follow it; if , is the decimal mark, say so in the mapping (decimalMark)
            1.234,56|"1.234,56" is not a number; expected digits with . as the decimal mark and, if any, a usual separator between thousands
            1,234'567|"1,234'567" is not a number; expected digits with . as the decimal mark and, if any, a usual separator between thousands
            5.|"5." is not a number; expected digits with . as the decimal mark and, if any, a usual separator between thousands
            12%|"12%" is a percentage; a count or an amount was expected: is it the right column?
            (-5)|"(-5)" is not a number; expected digits with . as the decimal mark and, if any, a usual separator between thousands
            9300000000000|"9300000000000" is too large; at most 9,223,372,036,854 can be kept
            \u0661\u0662|"\u0661\u0662" is not a number; expected digits with . as the decimal mark and, if any, a usual separator between thousands
            """, quoteCharacter = '`')
    void what_is_no_number_says_what_was_expected(String text, String message) {
        BadCell bad = catchThrowableOfType(BadCell.class, () -> POINT.money(text, USD));

        assertThat(bad.rule()).isEqualTo("csv.number");
        assertThat(bad.text()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            \u20AC5|"\u20AC5" is in EUR, but the row's currency is USD
            5 GBP|"5 GBP" is in GBP, but the row's currency is USD
            \u00A55|"\u00A55" is in CNY or JPY, but the row's currency is USD
            """)
    void an_amount_in_another_currency_is_refused(String text, String message) {
        BadCell bad = catchThrowableOfType(BadCell.class, () -> POINT.money(text, USD));

        assertThat(bad.rule()).isEqualTo("csv.currency");
        assertThat(bad.text()).isEqualTo(message);
    }

    @Test
    void a_count_is_whole() throws BadCell {
        assertThat(POINT.count("12.00")).isEqualTo(12);
        assertThat(POINT.count("9,223,372,036,854,775,807")).isEqualTo(Long.MAX_VALUE);
        BadCell bad = catchThrowableOfType(BadCell.class, () -> POINT.count("12.5"));
        assertThat(bad.text()).isEqualTo("\"12.5\" is not a whole number that fits 64 bits; a count was expected");
    }

    @Test
    void a_given_thousands_separator_is_the_only_one() throws BadCell {
        Numbers apostrophe = new Numbers('.', '\'');
        assertThat(apostrophe.quantity("1\u2019234'567.5".replace('\u2019', '\''))).isEqualTo(1_234_567_500_000L);
        BadCell bad = catchThrowableOfType(BadCell.class, () -> apostrophe.quantity("1,234"));
        assertThat(bad.text()).contains("is not a number");
    }

    /** How a country writes numbers. */
    record Style(char mark, String thousands) {}

    @Provide
    Arbitrary<Style> styles() {
        return Arbitraries.of(
                new Style('.', ","), new Style('.', ""), new Style('.', "'"), new Style('.', "\u2019"),
                new Style('.', "\u00A0"), new Style(',', "."), new Style(',', ""), new Style(',', " "),
                new Style(',', "\u202F"), new Style(',', "\u00A0"), new Style(',', "'"));
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
            @ForAll @IntRange(min = 0, max = 9) int scale) throws BadCell {
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
