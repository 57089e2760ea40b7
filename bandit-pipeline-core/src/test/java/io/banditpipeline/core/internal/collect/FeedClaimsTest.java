package io.banditpipeline.core.internal.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.store.Watermark;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.source.ScriptedSource;
import java.time.Instant;
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
        FeedClaims claims = FeedClaims.of(List.of(listed(meta, ONE), listed(copy, ONE, TWO)), List.of());
        assertThat(claims.refusal(meta, ONE)).isEmpty();
        assertThat(claims.refusal(copy, TWO)).isEmpty();
        assertThat(claims.refusal(copy, ONE)).hasValueSatisfying(refusal -> {
            assertThat(refusal.kind()).isEqualTo(SourceException.Kind.CONFIGURATION);
            assertThat(refusal)
                    .hasMessage("source 'meta' delivers account meta/1 at level CAMPAIGN already; make one source of"
                            + " the two, or let 'copy' deliver another level");
        });
        FeedClaims turned = FeedClaims.of(List.of(listed(copy, ONE), listed(meta, ONE)), List.of());
        assertThat(turned.refusal(copy, ONE)).isEmpty();
        assertThat(turned.refusal(meta, ONE)).isPresent();
    }

    @Test
    void another_level_of_an_account_is_another_feed() {
        FeedClaims claims = FeedClaims.of(List.of(listed(meta, ONE), listed(ads, ONE)), List.of());
        assertThat(claims.refusal(meta, ONE)).isEmpty();
        assertThat(claims.refusal(ads, ONE)).isEmpty();
    }

    @Test
    void an_account_that_a_source_lists_twice_is_collected_once_and_one_of_two_zones_is_refused() {
        Account elsewhere = account("1", "Asia/Tokyo");
        FeedClaims.Listed listed = listed(meta, ONE, ONE, elsewhere);
        assertThat(listed.accounts()).containsExactly(ONE, elsewhere);
        FeedClaims claims = FeedClaims.of(List.of(listed), List.of());
        assertThat(claims.refusal(meta, ONE)).isEmpty();
        assertThat(claims.refusal(meta, elsewhere)).isPresent();
    }

    @Test
    void what_an_earlier_source_delivered_is_refused_to_others_while_it_cannot_list_its_accounts_R2() {
        FeedClaims claims =
                FeedClaims.of(List.of(failed(meta), listed(copy, ONE, TWO)), List.of(mark("meta", ONE, "2026-03-24")));
        assertThat(claims.refusal(copy, TWO)).isEmpty();
        assertThat(claims.refusal(copy, ONE)).hasValueSatisfying(refusal -> {
            assertThat(refusal.kind()).isEqualTo(SourceException.Kind.CONFIGURATION);
            assertThat(refusal)
                    .hasMessage("source 'meta' delivered account meta/1 at level CAMPAIGN and could not list it"
                            + " now; 'copy' would take its rows to be gone: mend 'meta' first, or remove it"
                            + " if 'copy' is to deliver the account");
        });
    }

    @Test
    void an_account_that_alone_failed_at_an_earlier_source_is_refused_to_others_R2() {
        FeedClaims.Listed one = new FeedClaims.Listed(meta, List.of(TWO), false, Set.of(ONE.key()));
        FeedClaims claims = FeedClaims.of(
                List.of(one, listed(copy, ONE, TWO)),
                List.of(mark("meta", ONE, "2026-03-24"), mark("meta", TWO, "2026-03-24")));
        assertThat(claims.refusal(copy, ONE)).isPresent();
        assertThat(claims.refusal(meta, TWO)).isEmpty();
        assertThat(FeedClaims.of(List.of(one, listed(copy, ONE)), List.of()).refusal(copy, ONE))
                .isEmpty();
    }

    @Test
    void a_source_that_has_delivered_an_account_later_than_one_that_failed_goes_on_to() {
        List<Watermark> moved = List.of(mark("meta", ONE, "2026-02-01"), mark("copy", ONE, "2026-03-24"));
        assertThat(FeedClaims.of(List.of(failed(meta), listed(copy, ONE)), moved)
                        .refusal(copy, ONE))
                .isEmpty();
        List<Watermark> once = List.of(mark("meta", ONE, "2026-03-24"), mark("copy", ONE, "2026-02-01"));
        assertThat(FeedClaims.of(List.of(failed(meta), listed(copy, ONE)), once).refusal(copy, ONE))
                .isPresent();
    }

    @Test
    void a_source_that_failed_claims_nothing_of_sources_before_it_nor_of_other_levels() {
        List<Watermark> marks = List.of(mark("copy", ONE, "2026-03-24"));
        assertThat(FeedClaims.of(List.of(listed(meta, ONE), failed(copy)), marks)
                        .refusal(meta, ONE))
                .isEmpty();
        assertThat(FeedClaims.of(List.of(failed(copy), listed(ads, ONE)), marks).refusal(ads, ONE))
                .isEmpty();
    }

    private static FeedClaims.Listed listed(MetricsSource source, Account... accounts) {
        return new FeedClaims.Listed(source, List.of(accounts), false, Set.of());
    }

    private static FeedClaims.Listed failed(MetricsSource source) {
        return new FeedClaims.Listed(source, List.of(), true, Set.of());
    }

    private static Watermark mark(String source, Account account, String until) {
        return new Watermark(
                source,
                account.key(),
                Level.CAMPAIGN,
                Granularity.DAY,
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse(until + "T00:00:00Z"));
    }

    private static Account account(String id, String zone) {
        return new Account("meta", id, ZoneId.of(zone), Currency.getInstance("EUR"));
    }

    private static ScriptedSource source(String id, Level level) {
        return new ScriptedSource(id, ManualClock.at("2026-03-25T09:00:00Z"))
                .withProfile(new SourceProfile(level, Set.of(Granularity.DAY), 28, 31));
    }
}
