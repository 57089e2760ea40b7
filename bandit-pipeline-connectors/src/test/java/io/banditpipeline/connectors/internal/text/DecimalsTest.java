package io.banditpipeline.connectors.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.MetricUnit;
import io.banditpipeline.metric.Quantity;
import java.math.BigDecimal;
import java.util.Currency;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The fast way and the exact way agree wherever the fast way has an answer. */
class DecimalsTest {
    private static final Currency USD = Currency.getInstance("USD");

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> decimals = Arbitraries.bigDecimals()
                .between(new BigDecimal("-999999999999"), new BigDecimal("999999999999"))
                .ofScale(9)
                .map(BigDecimal::toPlainString);
        Arbitrary<String> halves = Arbitraries.longs()
                .between(-9_999_999, 9_999_999)
                .map(micros -> BigDecimal.valueOf(micros * 10 + 5, 7).toPlainString());
        Arbitrary<String> doubles = Arbitraries.doubles().map(String::valueOf);
        Arbitrary<String> longs = Arbitraries.longs().map(String::valueOf);
        Arbitrary<String> anything =
                Arbitraries.strings().withChars("0123456789.-+eE x").ofMaxLength(24);
        return Arbitraries.oneOf(decimals, halves, doubles, longs, anything);
    }

    @Property(tries = 5_000)
    void micros_agree_R9(@ForAll("texts") String text) {
        long fast = Decimals.micros(("ab" + text).toCharArray(), 2, text.length());
        if (fast != Decimals.UNUSUAL) {
            assertThat(MetricUnit.UNIT.convert(Metric.REVENUE, text, USD)).isEqualTo(new Quantity.Exact(fast));
        }
    }

    @Property(tries = 5_000)
    void whole_numbers_agree_R9(@ForAll("texts") String text) {
        long fast = Decimals.whole(text.toCharArray(), 0, text.length());
        if (fast != Decimals.UNUSUAL) {
            assertThat(MetricUnit.UNIT.convert(Metric.CLICKS, text, USD)).isEqualTo(new Quantity.Exact(fast));
        }
    }

    @Property
    void usual_numbers_are_read_the_fast_way(@ForAll("usual") BigDecimal number) {
        String text = number.toPlainString();
        assertThat(Decimals.micros(text.toCharArray(), 0, text.length())).isNotEqualTo(Decimals.UNUSUAL);
    }

    @Provide
    Arbitrary<BigDecimal> usual() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("999999999999"))
                .ofScale(8);
    }
}
