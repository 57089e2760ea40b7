package io.banditpipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.DateRange;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class RunScopeTest {
    private static final DateRange DAYS = new DateRange(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 7));

    private static Account account(String platform, String id) {
        return new Account(platform, id, ZoneOffset.UTC, Currency.getInstance("EUR"));
    }

    @Test
    void nothing_named_means_everything() {
        RunScope all = RunScope.all();

        assertThat(all.includesCampaign("any")).isTrue();
        assertThat(all.includes(account("meta", "act_1"))).isTrue();
        assertThat(all.days()).isNull();
        assertThat(all).hasToString("all");
    }

    @Test
    void an_account_must_be_of_a_platform_and_among_the_accounts_that_are_named() {
        RunScope scope = RunScope.all().platforms("meta").accounts("meta/act_1", "google_ads/7");

        assertThat(scope.includes(account("meta", "act_1"))).isTrue();
        assertThat(scope.includes(account("meta", "act_2"))).isFalse();
        assertThat(scope.includes(account("google_ads", "7"))).isFalse();
        assertThat(RunScope.all().platforms("meta").includes(account("meta", "act_2")))
                .isTrue();
    }

    @Test
    void a_campaign_must_be_named_if_any_is() {
        RunScope scope = RunScope.all().campaigns("spring", "summer");

        assertThat(scope.includesCampaign("spring")).isTrue();
        assertThat(scope.includesCampaign("autumn")).isFalse();
    }

    @Test
    void the_text_is_the_same_for_the_same_scope() {
        RunScope scope = RunScope.all()
                .days(DAYS)
                .accounts("meta/b", "meta/a")
                .campaigns("z", "y")
                .platforms("meta");

        assertThat(scope).hasToString("campaigns=y,z platforms=meta accounts=meta/a,meta/b days=" + DAYS);
    }
}
