package io.banditpipeline.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.testkit.market.SyntheticMarket;
import io.banditpipeline.testkit.source.RecordingSink;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A market seen through the eyes of a platform. */
class MarketDataTest {
    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);
    private static final DateRange DAYS = new DateRange(LocalDate.of(2025, 3, 1), LocalDate.of(2025, 3, 20));
    private static final Instant NOW = Instant.parse("2025-03-21T09:40:00Z");

    private final SyntheticMarket market = market(3, 30);
    private final MarketData data = MarketData.of("meta", market);

    private static SyntheticMarket market(long seed, int arms) {
        return SyntheticMarket.builder()
                .seed(seed)
                .firstDay(FIRST_DAY)
                .days(400)
                .arms(arms)
                .build();
    }

    @Test
    void the_rows_of_campaigns_are_those_of_the_market() {
        for (String platform : market.platforms()) {
            MarketData ofPlatform = MarketData.of(platform, market);
            Map<String, Metrics> theirs = new HashMap<>();
            Map<String, String> armOfEntity = market.arms().stream()
                    .collect(Collectors.toMap(arm -> arm.entities().get(0).id(), Arm::id));
            for (Account account : market.source(platform, () -> NOW).accounts()) {
                RecordingSink sink = new RecordingSink();
                market.source(platform, () -> NOW)
                        .fetch(new Slice(platform, account, Level.CAMPAIGN, Granularity.DAY, DAYS), sink);
                sink.rows()
                        .forEach(row -> theirs.put(
                                armOfEntity.get(row.entity().id())
                                        + row.interval().day(),
                                row.metrics()));
            }
            Map<String, String> armOfCampaign = ofPlatform.arms().stream()
                    .collect(Collectors.toMap(arm -> arm.entities().get(0).id(), Arm::id));
            Map<String, Metrics> ours = new HashMap<>();
            ofPlatform.accounts().forEach(account -> ofPlatform
                    .rows(account, Level.CAMPAIGN, Granularity.DAY, DAYS, NOW)
                    .forEach(row -> ours.put(
                            armOfCampaign.get(row.entity().id())
                                    + row.interval().day(),
                            row.metrics())));

            assertThat(ours).isEqualTo(theirs).isNotEmpty();
        }
    }

    @Test
    void everything_happens_to_some_entity_at_a_moment_that_is_told() {
        EnumSet<EntityChange.What> seen = EnumSet.noneOf(EntityChange.What.class);
        for (Account account : data.accounts()) {
            for (EntityChange change : data.changes(account)) {
                seen.add(change.what());
                Optional<Entity> before =
                        entity(account, change.entity(), change.at().minusMillis(1));
                Optional<Entity> after = entity(account, change.entity(), change.at());
                assertThat(before.isPresent()).isEqualTo(change.what() != EntityChange.What.CREATED);
                Entity now = after.orElseThrow();
                switch (change.what()) {
                    case RENAMED ->
                        assertThat(now.name()).isNotEqualTo(before.orElseThrow().name());
                    case REMOVED -> assertThat(now.status()).isEqualTo(Entity.Status.REMOVED);
                    case PAUSED -> assertThat(now.status()).isEqualTo(Entity.Status.PAUSED);
                    case RESUMED, CREATED -> assertThat(now.status()).isEqualTo(Entity.Status.ACTIVE);
                }
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(EntityChange.What.values());
    }

    @Test
    void an_entity_has_numbers_only_while_it_runs() {
        Instant now = Instant.parse("2026-01-20T00:00:00Z");
        for (Account account : data.accounts()) {
            List<PlatformRow> rows = data.rows(
                    account, Level.AD, Granularity.HOUR, new DateRange(FIRST_DAY, FIRST_DAY.plusDays(380)), now);
            Map<EntityRef, List<PlatformRow>> byAd = rows.stream().collect(Collectors.groupingBy(PlatformRow::entity));
            byAd.forEach((ad, ofAd) -> ofAd.forEach(row -> assertThat(
                            entity(account, ad, row.interval().start()))
                    .hasValueSatisfying(entity -> assertThat(entity.status()).isEqualTo(Entity.Status.ACTIVE))));
            assertThat(byAd).hasSizeGreaterThan(5);
        }
    }

    @Test
    void names_have_commas_quotes_and_letters_of_many_scripts() {
        String names = data.accounts().stream()
                .flatMap(account -> data.entities(account, NOW).stream())
                .map(Entity::name)
                .collect(Collectors.joining());

        assertThat(names).contains(",", "\"", "ö", "夏", "İ", "р");
    }

    @Test
    void markets_are_joined_without_mixing_their_accounts_entities_and_arms() {
        MarketData joined = MarketData.of("meta", List.of(market(1, 12), market(2, 12), market(3, 30)));

        assertThat(joined.accounts()).hasSize(6).doesNotHaveDuplicates();
        assertThat(joined.accounts()).extracting(Account::id).doesNotHaveDuplicates();
        assertThat(joined.arms()).extracting(Arm::id).doesNotHaveDuplicates();
        assertThat(joined.arms().stream().map(arm -> arm.entities().get(0))).doesNotHaveDuplicates();
        assertThat(joined.accounts())
                .allSatisfy(account -> assertThat(joined.rows(account, Level.AD, Granularity.DAY, DAYS, NOW))
                        .isNotEmpty());
    }

    @Test
    void an_account_that_it_does_not_have_is_refused() {
        Account other = new Account("meta", "act_9", ZoneId.of("UTC"), Currency.getInstance("USD"));

        assertThatThrownBy(() -> data.rows(other, Level.AD, Granularity.DAY, DAYS, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("act_9");
        assertThatThrownBy(() -> data.entities(other, NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MarketData.of("meta", List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Tag("slow")
    void a_year_of_collecting_31_days_every_day_from_a_dozen_accounts_takes_seconds() {
        List<SyntheticMarket> markets =
                IntStream.rangeClosed(1, 6).mapToObj(seed -> market(seed, 12)).toList();
        MarketData dozen = MarketData.of("meta", markets);
        assertThat(dozen.accounts()).hasSize(12);

        long rows = assertTimeout(Duration.ofSeconds(120), () -> {
            long count = 0;
            for (int i = 31; i < 396; i++) {
                LocalDate today = FIRST_DAY.plusDays(i);
                Instant now = Instant.parse(today + "T15:00:00Z");
                for (Account account : dozen.accounts()) {
                    DateRange window = new DateRange(today.minusDays(30), today);
                    count += dozen.rows(account, Level.AD, Granularity.DAY, window, now)
                            .size();
                }
            }
            return count;
        });
        assertThat(rows).isGreaterThan(400_000);
    }

    private Optional<Entity> entity(Account account, EntityRef ref, Instant now) {
        return data.entities(account, now).stream()
                .filter(entity -> entity.ref().equals(ref))
                .findFirst();
    }
}
