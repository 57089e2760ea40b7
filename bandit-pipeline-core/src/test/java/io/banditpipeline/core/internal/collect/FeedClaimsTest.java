package io.banditpipeline.core.internal.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.source.ScriptedSource;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeedClaimsTest {
    private static final Account ONE = account("1", "UTC");
    private static final Account TWO = account("2", "UTC");

    private final ScriptedSource meta = source("meta", Level.CAMPAIGN);
    private final ScriptedSource copy = source("copy", Level.CAMPAIGN);
    private final ScriptedSource ads = source("ads", Level.AD);

    @Test
    void the_first_source_in_the_configured_order_delivers_an_account_and_others_are_refused_R2() {
        FeedClaims claims = FeedClaims.of(
                List.of(new FeedClaims.Listed(meta, List.of(ONE)), new FeedClaims.Listed(copy, List.of(ONE, TWO))));
        assertThat(claims.refusal(meta, ONE)).isEmpty();
        assertThat(claims.refusal(copy, TWO)).isEmpty();
        assertThat(claims.refusal(copy, ONE)).hasValueSatisfying(refusal -> {
            assertThat(refusal.kind()).isEqualTo(SourceException.Kind.CONFIGURATION);
            assertThat(refusal)
                    .hasMessage("source 'meta' delivers account meta/1 at level CAMPAIGN already; make one source of"
                            + " the two, or let 'copy' deliver another level");
        });
        FeedClaims turned = FeedClaims.of(
                List.of(new FeedClaims.Listed(copy, List.of(ONE)), new FeedClaims.Listed(meta, List.of(ONE))));
        assertThat(turned.refusal(copy, ONE)).isEmpty();
        assertThat(turned.refusal(meta, ONE)).isPresent();
    }

    @Test
    void another_level_of_an_account_is_another_feed() {
        FeedClaims claims = FeedClaims.of(
                List.of(new FeedClaims.Listed(meta, List.of(ONE)), new FeedClaims.Listed(ads, List.of(ONE))));
        assertThat(claims.refusal(meta, ONE)).isEmpty();
        assertThat(claims.refusal(ads, ONE)).isEmpty();
    }

    @Test
    void an_account_that_a_source_lists_twice_is_collected_once_and_one_of_two_zones_is_refused() {
        Account elsewhere = account("1", "Asia/Tokyo");
        FeedClaims.Listed listed = new FeedClaims.Listed(meta, List.of(ONE, ONE, elsewhere));
        assertThat(listed.accounts()).containsExactly(ONE, elsewhere);
        FeedClaims claims = FeedClaims.of(List.of(listed));
        assertThat(claims.refusal(meta, ONE)).isEmpty();
        assertThat(claims.refusal(meta, elsewhere)).isPresent();
    }

    private static Account account(String id, String zone) {
        return new Account("meta", id, ZoneId.of(zone), Currency.getInstance("EUR"));
    }

    private static ScriptedSource source(String id, Level level) {
        return new ScriptedSource(id, ManualClock.at("2026-03-25T09:00:00Z"))
                .withProfile(new SourceProfile(level, Set.of(Granularity.DAY), 28, 31));
    }
}
