package io.banditpipeline.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.testkit.market.SyntheticMarket;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What simulated platforms know keeps its promises. */
class PlatformDataTest {
    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);
    private static final LocalDate DAY = LocalDate.of(2025, 7, 3);
    private static final Instant NOW = Instant.parse("2025-07-20T13:20:00Z");
    private static final Instant LONG_AFTER = Instant.parse("2026-06-01T00:00:00Z");

    static Stream<Arguments> all() {
        return Stream.of("google_ads", "meta", "trade_desk")
                .flatMap(platform -> Stream.of(
                        arguments("market of " + platform, market(platform)),
                        arguments("generated " + platform, generated(platform))));
    }

    private static PlatformData market(String platform) {
        return MarketData.of(
                platform,
                SyntheticMarket.builder()
                        .seed(7)
                        .firstDay(FIRST_DAY)
                        .days(365)
                        .arms(30)
                        .build());
    }

    private static PlatformData generated(String platform) {
        return GeneratedData.builder(platform).seed(7).accounts(9).build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void the_rows_of_every_level_add_up_to_the_level_above(String name, PlatformData data) {
        for (Account account : data.accounts()) {
            Map<EntityRef, EntityRef> parents = data.entities(account, LONG_AFTER).stream()
                    .filter(entity -> entity.parent() != null)
                    .collect(Collectors.toMap(Entity::ref, Entity::parent));
            for (Granularity granularity : Granularity.values()) {
                DateRange days = new DateRange(DAY, DAY.plusDays(3));
                Function<Level, List<PlatformRow>> rows = level -> data.rows(account, level, granularity, days, NOW);
                Map<String, Metrics> campaigns = sums(rows.apply(Level.CAMPAIGN), EntityRef::id);
                Set<String> withGroups =
                        parents.values().stream().map(EntityRef::id).collect(Collectors.toSet());
                assertThat(sums(rows.apply(Level.AD), ad -> parents.get(ad).id()))
                        .isEqualTo(sums(rows.apply(Level.AD_GROUP), EntityRef::id));
                campaigns.keySet().removeIf(key -> !withGroups.contains(key.substring(0, key.indexOf(' '))));
                assertThat(sums(rows.apply(Level.AD_GROUP), group -> parents.get(group)
                                .id()))
                        .isEqualTo(campaigns)
                        .isNotEmpty();
                assertThat(sums(rows.apply(Level.CAMPAIGN), campaign -> account.id()))
                        .isEqualTo(sums(rows.apply(Level.ACCOUNT), EntityRef::id));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void hours_add_up_to_their_day_also_when_the_clock_is_turned(String name, PlatformData data) {
        for (Account account : data.accounts()) {
            for (LocalDate day : turns(account.zone())) {
                for (Level level : Level.values()) {
                    Map<String, Metrics> hours = new HashMap<>();
                    data.rows(account, level, Granularity.HOUR, DateRange.of(day), LONG_AFTER)
                            .forEach(row -> hours.merge(row.entity().id(), row.metrics(), Metrics::plus));
                    Map<String, Metrics> whole =
                            data.rows(account, level, Granularity.DAY, DateRange.of(day), LONG_AFTER).stream()
                                    .collect(
                                            Collectors.toMap(row -> row.entity().id(), PlatformRow::metrics));
                    assertThat(hours).isEqualTo(whole).isNotEmpty();
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void rows_are_in_order_and_none_is_empty_or_has_not_begun(String name, PlatformData data) {
        DateRange days = new DateRange(LocalDate.of(2025, 7, 18), LocalDate.of(2025, 7, 25));
        for (Account account : data.accounts()) {
            for (Granularity granularity : Granularity.values()) {
                List<PlatformRow> rows = data.rows(account, Level.AD, granularity, days, NOW);
                assertThat(rows).isNotEmpty().allSatisfy(row -> {
                    assertThat(row.interval().start()).isBefore(NOW);
                    assertThat(row.interval().granularity()).isEqualTo(granularity);
                    assertThat(row.metrics()).isNotEqualTo(LeafDay.ZERO);
                    for (Metric metric : Metric.values()) {
                        assertThat(row.metrics().get(metric)).isNotNegative();
                    }
                    assertThat(row.metrics().clicks())
                            .isLessThanOrEqualTo(row.metrics().impressions());
                });
                assertThat(rows)
                        .isSortedAccordingTo((a, b) ->
                                a.interval().start().compareTo(b.interval().start()));
                assertThat(new HashSet<>(rows)).hasSameSizeAs(rows);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void an_answer_depends_on_nothing_but_the_question(String name, PlatformData data) {
        PlatformData fresh = name.startsWith("market")
                ? market(data.accounts().get(0).platform())
                : generated(data.accounts().get(0).platform());
        Instant young = Instant.parse("2025-07-04T13:20:00Z");
        List<Instant> moments = new ArrayList<>(List.of(young, LONG_AFTER, NOW, LONG_AFTER.plusSeconds(86_400), young));
        List<List<PlatformRow>> forwards =
                moments.stream().map(now -> some(data, now)).toList();
        Collections.reverse(moments);
        List<List<PlatformRow>> backwards =
                new ArrayList<>(moments.stream().map(now -> some(fresh, now)).toList());
        Collections.reverse(backwards);

        assertThat(backwards).isEqualTo(forwards);
        assertThat(forwards.get(0)).isNotEqualTo(forwards.get(1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void slices_of_other_cuts_have_the_same_rows(String name, PlatformData data) {
        Account account = data.accounts().get(0);
        DateRange week = new DateRange(DAY, DAY.plusDays(6));
        List<PlatformRow> byDay = week.split(1).stream()
                .flatMap(day -> data.rows(account, Level.AD, Granularity.HOUR, day, NOW).stream())
                .toList();

        assertThat(data.rows(account, Level.AD, Granularity.HOUR, week, NOW)).isEqualTo(byDay);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void a_day_is_restated_for_28_days_and_then_stands(String name, PlatformData data) {
        for (Account account : data.accounts()) {
            Instant end = DAY.plusDays(1).atStartOfDay(account.zone()).toInstant();
            List<Map<String, Metrics>> byAge = Stream.of(1, 10, 20, 28, 29, 300)
                    .map(age -> day(data, account, end.plusSeconds(86_400L * age)))
                    .toList();

            assertThat(byAge.get(0)).isNotEqualTo(byAge.get(1));
            assertThat(total(byAge.get(0))).isLessThan(total(byAge.get(2)));
            assertThat(byAge.get(3)).isEqualTo(byAge.get(4)).isEqualTo(byAge.get(5));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void some_rows_vanish_while_those_of_other_days_stay(String name, PlatformData data) {
        long vanished = 0;
        long stayed = 0;
        for (Account account : data.accounts()) {
            for (LocalDate day = FIRST_DAY; day.isBefore(FIRST_DAY.plusDays(200)); day = day.plusDays(1)) {
                DateRange one = DateRange.of(day);
                Instant end = day.plusDays(1).atStartOfDay(account.zone()).toInstant();
                Set<EntityRef> early = entities(data.rows(account, Level.AD, Granularity.DAY, one, end));
                Set<EntityRef> late = entities(data.rows(account, Level.AD, Granularity.DAY, one, LONG_AFTER));
                assertThat(early).containsAll(late);
                vanished += early.size() - late.size();
                stayed += late.size();
            }
        }
        assertThat(vanished).isBetween(stayed / 1_000, stayed / 50).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void rows_speak_of_listed_entities_each_of_which_is_there_once(String name, PlatformData data) {
        Set<EntityRef> seen = new HashSet<>();
        for (Account account : data.accounts()) {
            List<Entity> entities = data.entities(account, NOW);
            List<EntityRef> refs = entities.stream().map(Entity::ref).toList();
            assertThat(refs).doesNotHaveDuplicates();
            assertThat(refs).allSatisfy(ref -> assertThat(seen.add(ref)).isTrue());
            assertThat(entities).filteredOn(entity -> entity.parent() != null).allSatisfy(entity -> assertThat(refs)
                    .contains(entity.parent()));
            for (Level level : List.of(Level.CAMPAIGN, Level.AD_GROUP, Level.AD)) {
                assertThat(refs)
                        .containsAll(entities(
                                data.rows(account, level, Granularity.DAY, new DateRange(FIRST_DAY, DAY), NOW)));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void only_google_has_campaigns_without_ad_groups_and_ids_are_those_of_the_platform(String name, PlatformData data) {
        String platform = data.accounts().get(0).platform();
        boolean anyWithout = false;
        for (Account account : data.accounts()) {
            List<Entity> entities = data.entities(account, LONG_AFTER);
            Set<EntityRef> parents = entities.stream().map(Entity::parent).collect(Collectors.toSet());
            anyWithout |= entities.stream()
                    .anyMatch(entity -> entity.ref().level() == Level.CAMPAIGN && !parents.contains(entity.ref()));
            assertThat(entities).allSatisfy(entity -> {
                String id = entity.ref().id();
                if (platform.equals("trade_desk")) {
                    assertThat(id).matches("[a-z0-9]{6,}");
                } else {
                    assertThat(Long.parseLong(id)).isGreaterThan(1L << 53);
                }
            });
        }
        assertThat(anyWithout).isEqualTo(platform.equals("google_ads"));
    }

    private static List<PlatformRow> some(PlatformData data, Instant now) {
        return data.accounts().stream()
                .flatMap(account ->
                        data
                                .rows(account, Level.AD, Granularity.HOUR, new DateRange(DAY.minusDays(3), DAY), now)
                                .stream())
                .toList();
    }

    /** The turns of the zone's clock in 2025, and a day without one. */
    private static List<LocalDate> turns(ZoneId zone) {
        Stream<LocalDate> turns = FIRST_DAY.datesUntil(FIRST_DAY.plusDays(364)).filter(day -> !day.atStartOfDay(zone)
                .plusHours(24)
                .equals(day.plusDays(1).atStartOfDay(zone)));
        return Stream.concat(turns, Stream.of(DAY)).toList();
    }

    private static Map<String, Metrics> sums(List<PlatformRow> rows, Function<EntityRef, String> key) {
        Map<String, Metrics> sums = new HashMap<>();
        rows.forEach(row ->
                sums.merge(key.apply(row.entity()) + " " + row.interval().start(), row.metrics(), Metrics::plus));
        return sums;
    }

    private static Map<String, Metrics> day(PlatformData data, Account account, Instant now) {
        return sums(data.rows(account, Level.AD, Granularity.HOUR, DateRange.of(DAY), now), EntityRef::id);
    }

    private static long total(Map<String, Metrics> rows) {
        return rows.values().stream().mapToLong(Metrics::conversionMicros).sum();
    }

    private static Set<EntityRef> entities(List<PlatformRow> rows) {
        return rows.stream().map(PlatformRow::entity).collect(Collectors.toSet());
    }
}
