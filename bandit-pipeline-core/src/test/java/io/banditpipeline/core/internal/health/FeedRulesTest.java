package io.banditpipeline.core.internal.health;

import static io.banditpipeline.core.internal.health.Snapshots.META;
import static io.banditpipeline.core.internal.health.Snapshots.TODAY;
import static io.banditpipeline.core.internal.health.Snapshots.mark;
import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.alert.Alert.Severity;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.run.Health;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FeedRulesTest {
    private final Snapshots world = new Snapshots();

    @Test
    void a_feed_may_be_two_days_behind_and_not_three_R10() {
        world.watermarks = List.of(mark("meta", META, TODAY.minusDays(2)));
        assertThat(world.codes()).isEmpty();

        world.watermarks = List.of(mark("meta", META, TODAY.minusDays(3)));
        assertThat(world.problem().code()).isEqualTo("feed.stale");
        assertThat(world.problem().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(world.problem().subject()).isEqualTo("meta meta/act_1");
        assertThat(world.problem().text())
                .isEqualTo("Campaign shop cannot be decided on: account meta/act_1 is complete only to 2026-11-06,"
                        + " 3 days behind; at most 2 are allowed");
    }

    @Test
    void an_account_that_was_never_delivered_is_told_for_the_campaigns_that_need_it() {
        world.watermarks = List.of();

        assertThat(world.problem().code()).isEqualTo("feed.missing");
        assertThat(world.problem().text()).contains("shop", "no source has delivered account meta/act_1 yet");
    }

    @Test
    void feeds_of_sources_and_campaigns_that_are_gone_trouble_nobody() {
        world.watermarks = List.of(mark("meta", META, TODAY), mark("an old source", META, TODAY.minusDays(300)));
        assertThat(world.codes()).isEmpty();

        world.watermarks = List.of(mark("meta", META, TODAY.minusDays(300)));
        world.campaigns = List.of(new Campaign(
                "shop",
                "shop",
                META.zone(),
                META.currency(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                null,
                null,
                Campaign.Status.ENDED));
        assertThat(world.codes()).isEmpty();
    }

    @Test
    void days_behind_are_days_of_the_account_however_long_they_are_R12() {
        ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe"); // its clock is turned by half an hour on 2026-10-04
        Account account = new Account("trade_desk", "adv", lordHowe, META.currency());
        Instant until = Instant.parse("2026-10-02T13:30:00Z"); // the third has begun there
        Instant now = Instant.parse("2026-10-05T13:00:00Z"); // the sixth has begun there

        assertThat(FeedLag.days(until, lordHowe, now)).isEqualTo(3);
        assertThat(FeedLag.days(until, lordHowe, now.minusNanos(1))).isEqualTo(2);
        assertThat(FeedLag.days(now.plusSeconds(1), lordHowe, now)).isZero();
        assertThat(FeedLag.lastCompleteDay(account, List.of(), now)).isEmpty();
    }

    @Test
    void every_feed_is_listed_with_what_it_lags() {
        world.watermarks = List.of(mark("meta", META, TODAY.minusDays(3)));

        assertThat(FeedRules.feeds(world.snapshot(), HealthSettings.ofDefaults()))
                .singleElement()
                .satisfies(feed -> {
                    assertThat(feed.lagDays()).isEqualTo(3);
                    assertThat(feed.allowedDays()).isEqualTo(2);
                    assertThat(feed).matches(Health.Feed::stale);
                });
    }
}
