package io.banditpipeline.core.internal.money;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.money.ExchangeRate;
import io.banditpipeline.money.ExchangeRates;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordedRatesTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency USD = Currency.getInstance("USD");
    private static final LocalDate NEW_YEARS_EVE = LocalDate.of(2025, 12, 31);
    private static final Instant THEN = Instant.parse("2026-01-02T09:00:00Z");

    private final InMemoryStorage storage = new InMemoryStorage();
    private final List<LocalDate> asked = new ArrayList<>();
    private final ExchangeRates host = (from, to, day) -> {
        asked.add(day);
        return Optional.of(rate(from, to, day, "9"));
    };

    @Test
    void recorded_rates_come_before_those_of_the_host_on_both_sides_of_a_year_R6() {
        storage.rates()
                .save(
                        EUR,
                        USD,
                        Map.of(
                                NEW_YEARS_EVE,
                                rate(EUR, USD, NEW_YEARS_EVE, "1.1"),
                                NEW_YEARS_EVE.plusDays(1),
                                rate(EUR, USD, NEW_YEARS_EVE, "1.2")),
                        THEN);
        RecordedRates then = new RecordedRates(storage, host, THEN);

        assertThat(then.rate(EUR, USD, NEW_YEARS_EVE).orElseThrow().rate()).isEqualByComparingTo("1.1");
        assertThat(then.rate(EUR, USD, NEW_YEARS_EVE.plusDays(1)).orElseThrow().rate())
                .isEqualByComparingTo("1.2");
        assertThat(asked).isEmpty();
        assertThat(then.rate(EUR, USD, NEW_YEARS_EVE.plusDays(2)).orElseThrow().rate())
                .isEqualByComparingTo("9");
        assertThat(then.rate(USD, EUR, NEW_YEARS_EVE).orElseThrow().rate()).isEqualByComparingTo("9");
        assertThat(asked).containsExactly(NEW_YEARS_EVE.plusDays(2), NEW_YEARS_EVE);
    }

    @Test
    void what_was_recorded_later_was_not_known_then_R3() {
        storage.rates().save(EUR, USD, Map.of(NEW_YEARS_EVE, rate(EUR, USD, NEW_YEARS_EVE, "1.1")), THEN.plusMillis(1));
        assertThat(new RecordedRates(storage, host, THEN)
                        .rate(EUR, USD, NEW_YEARS_EVE)
                        .orElseThrow()
                        .rate())
                .isEqualByComparingTo("9");
    }

    @Test
    void the_rates_of_all_days_with_facts_are_recorded_for_each_foreign_currency_and_no_other() {
        Account european = new Account("meta", "act_1", ZoneOffset.UTC, EUR);
        Account american = new Account("meta", "act_2", ZoneOffset.UTC, USD);
        Campaign campaign = Campaign.of("c", ZoneOffset.UTC, USD);
        EntityRef one = new EntityRef(Level.CAMPAIGN, "1");
        storage.catalog()
                .save(
                        List.of(campaign),
                        List.of(Arm.of("a", "c", european, "social", one), Arm.of("b", "c", american, "social", one)));
        RateRecorder recorder = new RateRecorder(storage, host);

        assertThat(recorder.record(campaign, NEW_YEARS_EVE, THEN)).isEmpty();
        assertThat(asked).as("without facts nothing is asked").isEmpty();

        storage.metrics()
                .append(
                        european,
                        List.of(Observation.pulled(
                                one,
                                Interval.ofDay(NEW_YEARS_EVE.minusDays(1), ZoneOffset.UTC),
                                THEN,
                                Metrics.NONE.with(Metric.COST, 1),
                                EUR)));
        recorder.record(campaign, NEW_YEARS_EVE.plusDays(1), THEN);

        DateRange days = new DateRange(NEW_YEARS_EVE.minusDays(1), NEW_YEARS_EVE.plusDays(1));
        assertThat(asked).containsExactly(days.first(), NEW_YEARS_EVE, days.last());
        assertThat(storage.rates().rates(EUR, USD, days, THEN)).hasSize(3);
        assertThat(storage.rates().rates(USD, USD, days, THEN)).isEmpty();
    }

    private static ExchangeRate rate(Currency from, Currency to, LocalDate day, String rate) {
        return new ExchangeRate(from, to, new BigDecimal(rate), day, "test");
    }
}
