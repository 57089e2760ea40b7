package io.banditpipeline.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import org.junit.jupiter.api.Test;

class MetaCurrenciesTest {
    @Test
    void budgets_are_counted_as_meta_does_which_is_not_as_iso_does() {
        for (String whole : "CLP COP CRC HUF IDR ISK JPY KRW PYG TWD VND".split(" ")) {
            assertThat(MetaCurrencies.unitMicros(Currency.getInstance(whole))).hasValue(1_000_000);
        }
        for (String hundredths : "USD EUR GBP BHD JOD TRY INR BRL".split(" ")) {
            assertThat(MetaCurrencies.unitMicros(Currency.getInstance(hundredths)))
                    .hasValue(10_000);
        }
        for (String unknown : "KWD TND XAF UGX".split(" ")) {
            assertThat(MetaCurrencies.unitMicros(Currency.getInstance(unknown))).isEmpty();
        }
    }
}
