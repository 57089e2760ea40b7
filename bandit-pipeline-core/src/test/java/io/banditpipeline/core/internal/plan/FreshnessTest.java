package io.banditpipeline.core.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.store.Watermark;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreshnessTest {
    private static final Account EAST =
            new Account("meta", "east", ZoneId.of("Pacific/Auckland"), Currency.getInstance("NZD"));
    private static final Account WEST =
            new Account("google_ads", "west", ZoneId.of("America/Los_Angeles"), Currency.getInstance("USD"));
    private static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");

    @Test
    void the_last_day_is_that_which_is_over_and_complete_in_every_account_R12() {
        Freshness freshness =
                Freshness.of(List.of(EAST, WEST), List.of(until(EAST, "2026-11-24"), until(WEST, "2026-11-23")), NOW);
        assertThat(freshness.lastDay()).isEqualTo(LocalDate.of(2026, 11, 22));
        assertThat(freshness.reason()).isEmpty();
    }

    @Test
    void an_account_too_far_behind_is_named_with_its_day_R10() {
        Freshness freshness =
                Freshness.of(List.of(EAST, WEST), List.of(until(EAST, "2026-11-24"), until(WEST, "2026-11-20")), NOW);
        assertThat(freshness.reason())
                .hasValue(
                        "account google_ads/west is complete only to 2026-11-19, 3 days behind; at most 2 are allowed");
    }

    @Test
    void an_account_that_never_delivered_is_named_R10() {
        Freshness freshness = Freshness.of(List.of(EAST, WEST), List.of(until(EAST, "2026-11-24")), NOW);
        assertThat(freshness.reason()).hasValue("no source has delivered account google_ads/west yet");
    }

    @Test
    void what_became_complete_later_does_not_count_for_a_moment_before_R3() {
        Freshness freshness = Freshness.of(List.of(WEST), List.of(until(WEST, "2026-12-24")), NOW);
        assertThat(freshness.lastDay()).isEqualTo(LocalDate.of(2026, 11, 22));
    }

    private static Watermark until(Account account, String day) {
        return new Watermark(
                "source",
                account.key(),
                Level.CAMPAIGN,
                Granularity.DAY,
                Instant.EPOCH,
                LocalDate.parse(day).atStartOfDay(account.zone()).toInstant());
    }
}
