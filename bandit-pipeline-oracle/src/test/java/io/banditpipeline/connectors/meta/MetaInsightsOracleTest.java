package io.banditpipeline.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;

import com.facebook.ads.sdk.APIException;
import com.facebook.ads.sdk.AdsActionStats;
import com.facebook.ads.sdk.AdsInsights;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Origin;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.testkit.source.RecordingSink;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Pages of insights are read as Meta's own SDK reads them, whose getters give the texts of numbers. */
class MetaInsightsOracleTest {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final Account ACCOUNT = new Account("meta", "act_1", ZONE, Currency.getInstance("USD"));
    private static final LocalDate FIRST = LocalDate.parse("2026-10-20");
    private static final int DAYS = 30;
    private static final List<String> WINDOWS = List.of("7d_click", "1d_view");
    private static final List<List<String>> RANKS = List.of(
            List.of("omni_purchase"),
            List.of("purchase"),
            List.of(
                    "offsite_conversion.fb_pixel_purchase",
                    "app_custom_event.fb_mobile_purchase",
                    "onsite_conversion.purchase"));
    private static final List<String> TYPES = Stream.concat(
                    RANKS.stream().flatMap(List::stream), Stream.of("link_click", "video_view", "omni_add_to_cart"))
            .toList();
    private static final List<String> NUMBERS = List.of(
            "0", "1", "12.34", "0.0000005", "0.0000015", "0.1234567", "9007199254.740993", "123456789012", "3.000000");
    private static final List<Level> LEVELS = List.of(Level.CAMPAIGN, Level.AD_GROUP, Level.AD);

    @Property(tries = 120)
    void every_row_is_what_the_sdk_reads(@ForAll Random random) throws APIException {
        Level level = LEVELS.get(random.nextInt(3));
        Granularity granularity = random.nextBoolean() ? Granularity.DAY : Granularity.HOUR;
        boolean windows = random.nextBoolean();
        List<JsonObject> rows = IntStream.range(0, random.nextInt(40))
                .mapToObj(i -> row(random, granularity))
                .toList();
        List<String> pages = OfficialMeta.pages(rows, 1 + random.nextInt(20));
        try (OfficialMeta meta = new OfficialMeta(Map.of("insights", pages))) {
            MetaAdsBuilder builder = meta.source().level(level);
            try (MetaAds source = windows
                    ? builder.attributionWindows(WINDOWS.toArray(String[]::new)).build()
                    : builder.build()) {
                DateRange days = new DateRange(FIRST, FIRST.plusDays(DAYS - 1));
                RecordingSink sink = RecordingSink.fetch(source, new Slice("meta", ACCOUNT, level, granularity, days));
                assertThat(meta.errors()).isEmpty();
                assertThat(sink.rejected()).isEmpty();
                List<Observation> expected =
                        OfficialMeta.read(AdsInsights.class, pages, AdsInsights::parseResponse).stream()
                                .map(row -> expected(
                                        row,
                                        level,
                                        granularity,
                                        windows,
                                        meta.clock().instant()))
                                .toList();
                assertThat(expected).hasSameSizeAs(rows);
                assertThat(sink.rows()).containsExactlyElementsOf(expected);
            }
        }
    }

    private static Observation expected(
            AdsInsights row, Level level, Granularity granularity, boolean windows, Instant at) {
        String id = level == Level.CAMPAIGN
                ? row.getFieldCampaignId()
                : level == Level.AD_GROUP ? row.getFieldAdsetId() : row.getFieldAdId();
        String setting =
                windows ? String.join("_", WINDOWS) : Objects.requireNonNullElse(row.getFieldAttributionSetting(), "");
        Function<AdsActionStats, Long> value = windows
                ? stats -> micros(stats.getField7dClick()) + micros(stats.getField1dView())
                : stats -> micros(stats.getFieldValue());
        List<String> rank = rank(row);
        return new Observation(
                new EntityRef(level, id),
                interval(row, granularity),
                at,
                Origin.PULLED,
                new Metrics(
                        Long.parseLong(row.getFieldImpressions()),
                        row.getFieldInlineLinkClicks() == null ? 0 : Long.parseLong(row.getFieldInlineLinkClicks()),
                        sum(row.getFieldActions(), rank, value),
                        micros(row.getFieldSpend()),
                        sum(row.getFieldActionValues(), rank, value)),
                Currency.getInstance(row.getFieldAccountCurrency()),
                new Attribution(Attribution.Basis.CLICK_DATE, setting));
    }

    /** The best rank of which the row has actions, or values if it has no actions that count. */
    private static List<String> rank(AdsInsights row) {
        return Stream.of(row.getFieldActions(), row.getFieldActionValues())
                .flatMap(stats -> RANKS.stream()
                        .filter(rank -> stats(stats).anyMatch(one -> rank.contains(one.getFieldActionType()))))
                .findFirst()
                .orElse(List.of());
    }

    private static Stream<AdsActionStats> stats(List<AdsActionStats> stats) {
        return stats == null ? Stream.of() : stats.stream();
    }

    private static long sum(List<AdsActionStats> stats, List<String> rank, Function<AdsActionStats, Long> value) {
        return stats(stats)
                .filter(one -> rank.contains(one.getFieldActionType()))
                .mapToLong(value::apply)
                .sum();
    }

    private static Interval interval(AdsInsights row, Granularity granularity) {
        assertThat(row.getFieldDateStop()).isEqualTo(row.getFieldDateStart());
        LocalDate day = LocalDate.parse(row.getFieldDateStart());
        if (granularity == Granularity.DAY) {
            return Interval.ofDay(day, ZONE);
        }
        String hour = row.getFieldHourlyStatsAggregatedByAdvertiserTimeZone();
        return Interval.ofHour(
                day.atTime(LocalTime.parse(hour.substring(0, 8))).atZone(ZONE).toInstant(), ZONE);
    }

    private static long micros(String text) {
        return text == null
                ? 0
                : new BigDecimal(text)
                        .movePointRight(6)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValueExact();
    }

    private static JsonObject row(Random random, Granularity granularity) {
        JsonObject row = new JsonObject();
        String day = FIRST.plusDays(random.nextInt(DAYS)).toString();
        row.addProperty("account_id", "1");
        row.addProperty("account_currency", "USD");
        row.addProperty("campaign_id", "2385" + (1_000_000_000_000_000L + random.nextInt(1_000)));
        row.addProperty("adset_id", Long.toString(Long.MAX_VALUE - random.nextInt(1_000)));
        row.addProperty("ad_id", Integer.toString(1 + random.nextInt(1_000)));
        row.addProperty("campaign_name", "\ud83d\ude80 \"\u0130\" \\ \u6771\u4eac\n</script>");
        row.addProperty("impressions", Long.toString(random.nextLong() >>> 1 + random.nextInt(62)));
        row.addProperty("clicks", "999");
        if (random.nextInt(4) > 0) {
            row.addProperty("inline_link_clicks", Long.toString(random.nextInt(1_000)));
        }
        row.addProperty("spend", number(random));
        row.addProperty("date_start", day);
        row.addProperty("date_stop", day);
        if (random.nextBoolean()) {
            row.addProperty("attribution_setting", "7d_click_1d_view");
        }
        if (granularity == Granularity.HOUR) {
            int hour = random.nextInt(24);
            row.addProperty(
                    "hourly_stats_aggregated_by_advertiser_time_zone",
                    (hour < 10 ? "0" : "") + hour + ":00:00 - " + (hour < 10 ? "0" : "") + hour + ":59:59");
        }
        addActions(random, row, "actions");
        addActions(random, row, "action_values");
        return row;
    }

    private static void addActions(Random random, JsonObject row, String name) {
        if (random.nextInt(4) == 0) {
            return;
        }
        List<String> types = new ArrayList<>(TYPES);
        Collections.shuffle(types, random);
        JsonArray actions = new JsonArray();
        for (String type : types.subList(0, random.nextInt(types.size()))) {
            JsonObject action = new JsonObject();
            action.addProperty("action_type", type);
            action.addProperty("value", number(random));
            for (String window : List.of("1d_click", "7d_click", "28d_click", "1d_view")) {
                if (random.nextBoolean()) {
                    action.addProperty(window, number(random));
                }
            }
            actions.add(action);
        }
        row.add(name, actions);
    }

    private static String number(Random random) {
        return random.nextBoolean()
                ? NUMBERS.get(random.nextInt(NUMBERS.size()))
                : BigDecimal.valueOf(random.nextInt(100_000_000), random.nextInt(9))
                        .toPlainString();
    }
}
