package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.money.ExchangeRate;
import io.banditpipeline.store.RateStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The promises of {@link RateStore}. */
abstract class RateContract extends QualityContract {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final DateRange DAYS = new DateRange(DAY, DAY.plusDays(9));

    /** If this fails, check that every digit and the scale of a rate are kept, and who published it when. */
    @Test
    void required_rates_come_back_as_they_were_saved() {
        Map<LocalDate, ExchangeRate> saved = Map.of(
                DAY,
                rate("1.0800", DAY, false),
                DAY.plusDays(2),
                rate("0.000000000000000123456789012345678901234567890", DAY, true),
                DAY.plusDays(1),
                rate("1E+20", DAY.minusDays(3), false));
        rates().save(EUR, USD, saved, T0);
        assertThat(another().rates().rates(EUR, USD, DAYS, Instant.MAX)).isEqualTo(saved);
        assertThat(rates().rates(EUR, USD, DAYS, Instant.MAX).firstKey()).isEqualTo(DAY);
        assertThat(rates().rates(EUR, USD, DateRange.of(DAY.plusDays(1)), Instant.MAX))
                .containsOnlyKeys(DAY.plusDays(1));
        assertThat(rates().rates(USD, EUR, DAYS, Instant.MAX)).isEmpty();
    }

    /** If this fails, check that rates are kept by the day that they are used for and the moment they were known. */
    @Test
    void required_a_final_rate_supersedes_a_provisional_one_from_its_moment_on_R3() {
        ExchangeRate provisional = rate("1.10", DAY.minusDays(1), true);
        ExchangeRate settled = rate("1.12", DAY, false);
        save(provisional, T1);
        save(settled, T3);
        assertThat(known(T0)).isEmpty();
        assertThat(known(T1)).isEqualTo(Map.of(DAY, provisional));
        assertThat(known(T2)).isEqualTo(Map.of(DAY, provisional));
        assertThat(known(T3)).isEqualTo(Map.of(DAY, settled));
        assertThat(known(Instant.MAX)).isEqualTo(Map.of(DAY, settled));
    }

    /** If this fails, check that what is known is compared as of the moment, so that nothing is noted twice. */
    @Test
    void required_a_rate_that_is_known_is_not_noted_again_R1() {
        save(rate("1.10", DAY, false), T1);
        save(rate("1.10", DAY, false), T2);
        save(rate("1.1", DAY, false), T2);
        assertThat(onDay(T2).rate()).as("the same number").isEqualTo(new BigDecimal("1.10"));
        save(rate("1.10", DAY, true), T3);
        save(rate("1.10", DAY, false), T4);
        save(rate("1.09", DAY, false), T0);
        assertThat(onDay(T0).rate()).isEqualTo(new BigDecimal("1.09"));
        assertThat(onDay(T1)).isEqualTo(rate("1.10", DAY, false));
        assertThat(onDay(T3).provisional()).isTrue();
        assertThat(onDay(T4).provisional()).isFalse();
        save(rate("1.20", DAY, false), T4);
        assertThat(onDay(T4).rate()).as("the later noted stands").isEqualTo(new BigDecimal("1.20"));
    }

    /** If this fails, check that a rate of another pair is refused and nothing of the call is kept. */
    @Test
    void required_a_rate_of_another_pair_is_refused() {
        assertThatThrownBy(() -> rates().save(USD, EUR, Map.of(DAY, rate("1.1", DAY, false)), T0))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("EUR/USD");
        rates().save(EUR, USD, Map.of(), T0);
        assertThat(known(Instant.MAX)).isEmpty();
    }

    private void save(ExchangeRate rate, Instant knownAt) {
        rates().save(EUR, USD, Map.of(DAY, rate), knownAt);
    }

    private ExchangeRate onDay(Instant asOf) {
        return Objects.requireNonNull(known(asOf).get(DAY), "a rate is known");
    }

    private Map<LocalDate, ExchangeRate> known(Instant asOf) {
        return rates().rates(EUR, USD, DAYS, asOf);
    }

    private static ExchangeRate rate(String rate, LocalDate published, boolean provisional) {
        return new ExchangeRate(EUR, USD, new BigDecimal(rate), published, "ecb", provisional);
    }

    private RateStore rates() {
        return storage().rates();
    }
}
