package io.banditpipeline.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.money.Micros;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows made of a seed. */
class GeneratedDataTest {
    private static final Instant NOW = Instant.parse("2025-07-20T13:20:00Z");
    private static final DateRange MONTH = new DateRange(LocalDate.of(2025, 6, 1), LocalDate.of(2025, 6, 30));

    @Test
    void hundreds_of_accounts_have_zones_and_currencies_in_turn() {
        GeneratedData data = GeneratedData.builder("google_ads").accounts(250).build();

        assertThat(data.accounts()).hasSize(250).doesNotHaveDuplicates();
        assertThat(data.accounts()).extracting(Account::zone).contains(ZoneId.of("Australia/Lord_Howe"));
        assertThat(data.accounts())
                .extracting(account -> account.currency().getCurrencyCode())
                .contains("USD", "JPY", "KWD");
    }

    @Test
    void money_comes_in_the_smallest_unit_of_the_currency_and_conversions_in_fractions() {
        GeneratedData data = GeneratedData.builder("meta").accounts(5).build();
        boolean anyFraction = false;
        for (Account account : data.accounts()) {
            long unit = Micros.PER_UNIT;
            for (int i = 0; i < account.currency().getDefaultFractionDigits(); i++) {
                unit /= 10;
            }
            for (PlatformRow row : data.rows(account, Level.AD, Granularity.HOUR, MONTH, NOW)) {
                assertThat(row.metrics().costMicros() % unit).isZero();
                assertThat(row.metrics().revenueMicros() % unit).isZero();
                anyFraction |= row.metrics().conversionMicros() % Micros.PER_UNIT != 0;
            }
        }
        assertThat(anyFraction).isTrue();
    }

    @Test
    void another_seed_makes_other_rows_of_the_same_entities() {
        GeneratedData one = GeneratedData.builder("meta").seed(1).build();
        GeneratedData other = GeneratedData.builder("meta").seed(2).build();
        Account account = one.accounts().get(0);

        assertThat(other.entities(account, NOW)).isEqualTo(one.entities(account, NOW));
        assertThat(rows(other, account)).isNotEqualTo(rows(one, account));
        assertThat(rows(GeneratedData.builder("meta").seed(1).build(), account)).isEqualTo(rows(one, account));
    }

    @Test
    void settings_that_are_out_of_range_are_told_together() {
        assertThatThrownBy(() -> GeneratedData.builder("meta")
                        .accounts(0)
                        .ads(101)
                        .zones()
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("accounts")
                .hasMessageContaining("ads")
                .hasMessageContaining("zones");
    }

    private static List<PlatformRow> rows(GeneratedData data, Account account) {
        return data.rows(account, Level.AD, Granularity.DAY, MONTH, NOW);
    }
}
