package io.banditpipeline.connectors.ecb;

import static io.banditpipeline.connectors.ecb.EcbFixture.EUR;
import static io.banditpipeline.connectors.ecb.EcbFixture.GBP;
import static io.banditpipeline.connectors.ecb.EcbFixture.JPY;
import static io.banditpipeline.connectors.ecb.EcbFixture.USD;
import static io.banditpipeline.connectors.ecb.EcbFixture.day;
import static io.banditpipeline.connectors.ecb.EcbFixture.read;
import static io.banditpipeline.connectors.ecb.EcbFixture.xml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.money.ExchangeRate;
import io.banditpipeline.money.ExchangeRates;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rate is in force on a day. */
class EcbRatesTest {
    /** Maundy Thursday, and the Tuesday after Easter. */
    private static final EcbRates EASTER = read(xml(
            day("2026-04-07", "USD=1.20", "JPY=180", "GBP=0.8"), day("2026-04-02", "USD=1.10", "JPY=170", "GBP=0.9")));

    @ParameterizedTest
    @CsvSource({
        "2026-04-02, 1.10, 2026-04-02",
        "2026-04-03, 1.10, 2026-04-02",
        "2026-04-06, 1.10, 2026-04-02",
        "2026-04-07, 1.20, 2026-04-07",
        "2026-04-12, 1.20, 2026-04-07",
    })
    void a_day_has_the_last_rate_published_on_it_or_before(LocalDate day, BigDecimal rate, LocalDate published) {
        ExchangeRate found = EASTER.rate(EUR, USD, day).orElseThrow();
        assertThat(found.rate()).isEqualTo(rate);
        assertThat(found.day()).isEqualTo(published);
        assertThat(found.source()).isEqualTo("ecb");
    }

    @Test
    void a_rate_that_is_too_old_is_none_and_neither_is_one_before_the_first_R10() {
        assertThat(EASTER.rate(EUR, USD, LocalDate.of(2026, 4, 13))).isEmpty();
        assertThat(EASTER.rate(EUR, USD, LocalDate.of(2026, 4, 1))).isEmpty();
        assertThat(EASTER.rate(EUR, USD, LocalDate.MIN)).isEmpty();
        assertThat(EASTER.rate(EUR, USD, LocalDate.MAX)).isEmpty();
        assertThat(EASTER.withMaxAgeDays(3).rate(EUR, USD, LocalDate.of(2026, 4, 5)))
                .isPresent();
        assertThat(EASTER.withMaxAgeDays(3).rate(EUR, USD, LocalDate.of(2026, 4, 6)))
                .isEmpty();
        assertThatThrownBy(() -> EASTER.withMaxAgeDays(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rates_go_through_the_euro_with_one_rounding_R9() {
        LocalDate day = LocalDate.of(2026, 4, 2);
        assertThat(EASTER.rate(USD, JPY, day).orElseThrow().rate())
                .isEqualTo(new BigDecimal("170").divide(new BigDecimal("1.10"), MathContext.DECIMAL64))
                .isEqualTo(new BigDecimal("154.5454545454545"));
        assertThat(EASTER.rate(USD, EUR, day).orElseThrow().rate())
                .isEqualTo(BigDecimal.ONE.divide(new BigDecimal("1.10"), MathContext.DECIMAL64));
        assertThat(EASTER.rate(JPY, JPY, day))
                .hasValue(new ExchangeRate(JPY, JPY, BigDecimal.ONE, day, "identity"));
        assertThat(EASTER.rate(EUR, EUR, LocalDate.MIN)).isPresent();
    }

    @Test
    void a_currency_that_is_suspended_or_gone_ends_by_its_age_and_is_never_crossed_with_another_day_R10() {
        EcbRates rates = read(xml(
                day("2022-02-28", "USD=1.1", "RUB=110"),
                day("2022-03-01", "USD=1.2", "RUB=117.2010"),
                day("2022-03-02", "USD=1.3"),
                day("2022-03-07", "USD=1.4")));
        Currency rub = Currency.getInstance("RUB");

        ExchangeRate last = rates.rate(USD, rub, LocalDate.of(2022, 3, 6)).orElseThrow();
        assertThat(last.day()).isEqualTo(LocalDate.of(2022, 3, 1));
        assertThat(last.rate()).isEqualTo(new BigDecimal("117.2010").divide(new BigDecimal("1.2"), MathContext.DECIMAL64));
        assertThat(rates.rate(rub, USD, LocalDate.of(2022, 3, 7))).isEmpty();
        assertThat(rates.rate(EUR, rub, LocalDate.of(2022, 3, 7))).isEmpty();
        assertThat(rates.rate(EUR, Currency.getInstance("HRK"), LocalDate.of(2022, 3, 7)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-02, false, its own is there",
        "2026-04-03, false, Good Friday has none",
        "2026-04-04, false, Saturday has none",
        "2026-04-06, false, Easter Monday has none",
        "2026-04-07, true, its own is to come",
    })
    void a_rate_is_provisional_while_the_publication_that_its_day_waits_for_is_to_come(
            LocalDate day, boolean provisional, String why) {
        EcbRates untilThursday = read(xml(day("2026-04-02", "USD=1.10", "GBP=0.9")));
        ExchangeRate rate = untilThursday.rate(USD, GBP, day).orElseThrow();
        assertThat(rate.provisional()).as(why).isEqualTo(provisional);
        assertThat(rate.day()).isEqualTo(LocalDate.of(2026, 4, 2));
    }

    @Test
    void a_weekend_waits_for_its_friday() {
        EcbRates untilThursday = read(xml(day("2026-04-16", "USD=1.10")));
        EcbRates untilFriday = read(xml(day("2026-04-16", "USD=1.10"), day("2026-04-17", "USD=1.20")));
        LocalDate sunday = LocalDate.of(2026, 4, 19);

        assertThat(untilThursday.rate(EUR, USD, sunday).orElseThrow().provisional())
                .isTrue();
        ExchangeRate settled = untilFriday.rate(EUR, USD, sunday).orElseThrow();
        assertThat(settled.provisional()).isFalse();
        assertThat(settled.rate()).isEqualByComparingTo("1.20");
    }

    @Test
    void a_day_that_was_left_out_is_settled_once_a_later_one_is_published() {
        EcbRates rates = read(xml(day("2026-04-14", "USD=1.10"), day("2026-04-16", "USD=1.20")));
        ExchangeRate leftOut = rates.rate(EUR, USD, LocalDate.of(2026, 4, 15)).orElseThrow();
        assertThat(leftOut.provisional()).isFalse();
        assertThat(leftOut.day()).isEqualTo(LocalDate.of(2026, 4, 14));
    }

    @Test
    void rates_follow_their_file_and_fail_while_it_cannot_be_read_R10(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("rates.xml");
        Files.writeString(file, xml(day("2026-04-16", "USD=1.10")));
        ExchangeRates rates = EcbRates.following(file);
        LocalDate friday = LocalDate.of(2026, 4, 17);
        assertThat(rates.rate(EUR, USD, friday).orElseThrow().provisional()).isTrue();

        Files.writeString(file, xml(day("2026-04-16", "USD=1.10"), day("2026-04-17", "USD=1.20")));
        assertThat(rates.rate(EUR, USD, friday).orElseThrow().rate()).isEqualByComparingTo("1.20");

        Files.writeString(file, xml(day("2026-04-16", "USD=1.10"), day("2026-04-17", "USD=1.30")));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-04-18T00:00:00Z")));
        assertThat(rates.rate(EUR, USD, friday).orElseThrow().rate()).isEqualByComparingTo("1.30");

        Files.delete(file);
        assertThatThrownBy(() -> rates.rate(EUR, USD, friday)).hasMessageContaining("rates.xml cannot be read");
        assertThatThrownBy(() -> EcbRates.following(file)).hasMessageContaining("rates.xml cannot be read");
    }
}
