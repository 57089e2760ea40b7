package io.banditpipeline.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.money.Micros;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.market.SyntheticMarket;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The simulated Marketing API tells what its data says, in Meta's words. */
class MetaSimulatorTest {
    private static final String FIELDS =
            "campaign_id,adset_id,ad_id,ad_name,impressions,clicks,spend,actions,action_values,"
                    + "account_currency,attribution_setting";
    private static final String RANGE = "{\"since\":\"2025-07-01\",\"until\":\"2025-07-03\"}";
    private static final DateRange DAYS = new DateRange(LocalDate.of(2025, 7, 1), LocalDate.of(2025, 7, 3));

    private final ManualClock clock = ManualClock.at("2025-07-04T12:00:00Z");
    private final PlatformData data = GeneratedData.builder("meta").accounts(40).build();
    private final Account account = data.accounts().get(0);
    private final MetaSimulator simulator = MetaSimulator.builder(data, clock).start();
    private final MetaClient client = new MetaClient(simulator);

    @AfterEach
    void end() {
        simulator.close();
        assertThat(simulator.server().errors()).isEmpty();
    }

    @Test
    void all_accounts_are_listed_page_by_page() {
        List<JsonNode> accounts =
                all("me/adaccounts", "fields", "id,account_id,name,currency,timezone_name,account_status");

        assertThat(accounts).hasSize(40).allSatisfy(node -> {
            assertThat(node.get("id").asText())
                    .isEqualTo("act_" + node.get("account_id").asText());
            assertThat(node.get("account_status").isInt()).isTrue();
        });
        assertThat(accounts)
                .extracting(node -> node.get("timezone_name").asText())
                .contains("Asia/Tokyo");
        assertThat(accounts).extracting(node -> node.get("currency").asText()).contains("JPY", "KWD");
        assertThat(simulator.calls(MetaEndpoint.ACCOUNTS)).isEqualTo(2);
        assertThat(simulator.violations()).isEmpty();
        assertThat(client.get(account.id(), "fields", "currency,min_daily_budget")
                        .json()
                        .get("currency")
                        .asText())
                .isEqualTo(account.currency().getCurrencyCode());
    }

    @Test
    void rows_by_day_say_what_the_data_says() {
        Map<String, Metrics> told = new HashMap<>();
        for (JsonNode row : insights("ad", "", "1")) {
            assertThat(row.get("date_start")).isEqualTo(row.get("date_stop"));
            assertThat(row.get("attribution_setting").asText()).isEqualTo("7d_click_1d_view");
            told.put(row.get("ad_id").asText() + row.get("date_start").asText(), metrics(row));
        }
        Map<String, Metrics> truth = new HashMap<>();
        data.rows(account, Level.AD, Granularity.DAY, DAYS, clock.instant())
                .forEach(row -> truth.put(row.entity().id() + row.interval().day(), row.metrics()));

        assertThat(told).isEqualTo(truth).hasSizeGreaterThan(25);
        assertThat(simulator.calls(MetaEndpoint.INSIGHTS)).isGreaterThan(1);
    }

    @Test
    void rows_by_hour_are_those_of_the_local_clock_where_an_hour_that_comes_twice_is_one_row() {
        clock.set(Instant.parse("2025-11-20T00:00:00Z"));
        String day = "{\"since\":\"2025-11-02\",\"until\":\"2025-11-02\"}";
        List<JsonNode> rows = all(
                account.id() + "/insights",
                "level",
                "campaign",
                "time_range",
                day,
                "time_increment",
                "1",
                "fields",
                "campaign_id,impressions",
                "breakdowns",
                MetaQuery.HOURS,
                "limit",
                "10");
        Map<String, Long> told = new HashMap<>();
        rows.forEach(row -> assertThat(told.put(
                        row.get("campaign_id").asText() + " "
                                + row.get(MetaQuery.HOURS).asText(),
                        row.get("impressions").asLong()))
                .isNull());
        Map<String, Long> truth = new HashMap<>();
        data.rows(account, Level.CAMPAIGN, Granularity.HOUR, DateRange.of(LocalDate.of(2025, 11, 2)), clock.instant())
                .forEach(row -> truth.merge(
                        String.format(
                                Locale.ROOT,
                                "%1$s %2$02d:00:00 - %2$02d:59:59",
                                row.entity().id(),
                                row.interval().start().atZone(account.zone()).getHour()),
                        row.metrics().impressions(),
                        Long::sum));

        assertThat(told).isEqualTo(truth).hasSizeBetween(85, 96);
    }

    @Test
    void each_purchase_appears_under_several_types_and_windows() {
        JsonNode row = insights("account", "[\"1d_click\",\"7d_click\",\"28d_click\",\"1d_view\"]", "all_days")
                .get(0);
        List<JsonNode> purchases = new ArrayList<>();
        row.get("actions").forEach(action -> {
            if (action.get("action_type").asText().contains("purchase")) {
                purchases.add(action);
            }
        });

        assertThat(purchases)
                .extracting(action -> action.get("action_type").asText())
                .contains("omni_purchase", "purchase", "offsite_conversion.fb_pixel_purchase");
        assertThat(purchases.stream()
                        .map(action -> action.get("7d_click").asText())
                        .distinct())
                .hasSize(1);
        JsonNode one = purchases.get(0);
        assertThat(one.get("value").isTextual()).isTrue();
        assertThat(decimal(one.get("1d_click"))).isLessThan(decimal(one.get("7d_click")));
        assertThat(decimal(one.get("7d_click"))).isLessThan(decimal(one.get("28d_click")));
        assertThat(decimal(one.get("value"))).isNotEqualTo(decimal(one.get("7d_click")));
        assertThat(row.get("impressions").isTextual()).isTrue();
        assertThat(row.get("spend").isTextual()).isTrue();
    }

    @Test
    void filters_leave_only_what_they_name() {
        List<Entity> entities = data.entities(account, clock.instant());
        EntityRef campaign = entities.stream()
                .map(Entity::ref)
                .filter(ref -> ref.level() == Level.CAMPAIGN)
                .findFirst()
                .orElseThrow();
        List<JsonNode> rows = all(
                account.id() + "/insights",
                "level",
                "ad",
                "time_range",
                RANGE,
                "time_increment",
                "1",
                "fields",
                "campaign_id,ad_id",
                "filtering",
                "[{\"field\":\"campaign.id\",\"operator\":\"IN\",\"value\":[\"" + campaign.id()
                        + "\"]},{\"field\":\"ad.impressions\",\"operator\":\"GREATER_THAN\",\"value\":0}]");

        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.get("campaign_id").asText()).isEqualTo(campaign.id()));
    }

    @Test
    void several_ranges_are_answered_at_once_each_as_a_row() {
        List<JsonNode> rows = all(
                account.id() + "/insights",
                "level",
                "account",
                "time_ranges",
                "[{\"since\":\"2025-06-01\",\"until\":\"2025-06-30\"},{\"since\":\"2025-06-15\",\"until\":\"2025-06-15\"}]",
                "fields",
                "spend");

        assertThat(rows)
                .extracting(row ->
                        row.get("date_start").asText() + row.get("date_stop").asText())
                .containsExactly("2025-06-012025-06-30", "2025-06-152025-06-15");
    }

    @Test
    void pages_keep_the_moment_of_the_first_and_their_next_link_holds_the_token_as_that_of_meta_does() {
        String[] question = {
            "level",
            "ad",
            "time_range",
            RANGE,
            "time_increment",
            "1",
            "fields",
            FIELDS,
            "limit",
            "20",
            "action_attribution_windows",
            "7d_click"
        };
        MetaClient.Answer first = client.get(account.id() + "/insights", question);
        clock.advance(Duration.ofDays(3));
        String[] second = Arrays.copyOf(question, question.length + 2);
        second[question.length] = "after";
        second[question.length + 1] = first.cursor();
        JsonNode rest = client.get(account.id() + "/insights", second).json().get("data");

        List<PlatformRow> truth =
                data.rows(account, Level.AD, Granularity.DAY, DAYS, Instant.parse("2025-07-04T12:00:00Z"));
        assertThat(metrics(rest.get(0))).isEqualTo(truth.get(20).metrics());
        assertThat(first.json().get("paging").get("next").asText()).contains("access_token=" + MetaClient.TOKEN);
        second[3] = "{\"since\":\"2025-07-01\",\"until\":\"2025-07-02\"}";
        assertThat(client.get(account.id() + "/insights", second).code()).isEqualTo(100);
    }

    @Test
    void entities_are_listed_with_their_parents_and_archived_ones_only_if_asked_for() {
        MarketData market =
                MarketData.of("meta", SyntheticMarket.builder().seed(3).arms(30).build());
        clock.set(Instant.parse("2026-05-01T00:00:00Z"));
        try (MetaSimulator ofMarket = MetaSimulator.builder(market, clock).start()) {
            MetaClient caller = new MetaClient(ofMarket);
            Account one = market.accounts().get(0);
            String[] question = {"fields", "id,name,status,effective_status,adset_id,campaign_id", "limit", "500"};
            Set<String> usual = ids(caller.get(one.id() + "/ads", question).json());
            JsonNode archived = caller.get(
                            one.id() + "/ads",
                            "fields",
                            "id,effective_status",
                            "effective_status",
                            "[\"ARCHIVED\"]",
                            "limit",
                            "500")
                    .json();
            Set<String> all = market.entities(one, clock.instant()).stream()
                    .map(Entity::ref)
                    .filter(ref -> ref.level() == Level.AD)
                    .map(EntityRef::id)
                    .collect(Collectors.toSet());

            assertThat(usual).isNotEmpty().doesNotContainAnyElementsOf(ids(archived));
            assertThat(ids(archived)).isNotEmpty();
            usual.addAll(ids(archived));
            assertThat(usual).isEqualTo(all);
            caller.get(one.id() + "/ads", question).json().get("data").forEach(ad -> {
                assertThat(ad.get("campaign_id").asText()).isNotEmpty();
                assertThat(ad.get("adset_id").asText()).isNotEmpty();
            });
        }
    }

    @Test
    void an_outage_random_failures_and_scripted_errors_come_as_planned() {
        Instant now = clock.instant();
        try (MetaSimulator shaky = MetaSimulator.builder(data, clock)
                .outage(now.plusSeconds(60), now.plusSeconds(120), Outage.Kind.UNAVAILABLE)
                .start()) {
            MetaClient caller = new MetaClient(shaky);
            shaky.failNext(MetaEndpoint.ACCOUNT, 1, 400, 32, 0);
            assertThat(caller.get(account.id(), "fields", "id").code()).isEqualTo(32);
            assertThat(caller.get(account.id(), "fields", "id").status()).isEqualTo(200);
            clock.advance(Duration.ofSeconds(90));
            assertThat(caller.get(account.id(), "fields", "id").status()).isEqualTo(503);
            clock.advance(Duration.ofSeconds(60));
            assertThat(caller.get(account.id(), "fields", "id").status()).isEqualTo(200);
            assertThat(shaky.failedOnPurpose()).isEqualTo(1);
        }
        try (MetaSimulator failing =
                MetaSimulator.builder(data, clock).failRandomly(1, 1).start()) {
            MetaClient caller = new MetaClient(failing);
            Set<Object> seen = new HashSet<>();
            for (int i = 0; i < 60; i++) {
                try {
                    seen.add(caller.get(account.id(), "fields", "id").code());
                } catch (UncheckedIOException e) {
                    seen.add("broken");
                }
            }
            assertThat(seen).containsExactlyInAnyOrder(0, 1, 2, "broken");
        }
    }

    @Test
    void settings_that_are_wrong_are_told_together() {
        assertThatThrownBy(() -> MetaSimulator.builder(data, clock)
                        .maxRowsPerPage(0)
                        .versions()
                        .start())
                .hasMessageContaining("maxRowsPerPage")
                .hasMessageContaining("versions");
    }

    private List<JsonNode> insights(String level, String windows, String increment) {
        List<String> question = new ArrayList<>(List.of(
                "level",
                level,
                "time_range",
                RANGE,
                "time_increment",
                increment,
                "fields",
                FIELDS,
                "limit",
                "10",
                "action_attribution_windows",
                windows.isEmpty() ? "[\"7d_click\"]" : windows));
        return all(account.id() + "/insights", question.toArray(new String[0]));
    }

    private List<JsonNode> all(String path, String... parameters) {
        List<JsonNode> all = new ArrayList<>();
        String[] question = parameters;
        MetaClient.Answer answer;
        do {
            answer = client.get(path, question);
            assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
            answer.json().get("data").forEach(all::add);
            question = Arrays.copyOf(parameters, parameters.length + 2);
            question[parameters.length] = "after";
            question[parameters.length + 1] = answer.cursor();
        } while (answer.hasNext());
        return all;
    }

    private static Set<String> ids(JsonNode page) {
        Set<String> ids = new HashSet<>();
        page.get("data").forEach(node -> ids.add(node.get("id").asText()));
        return ids;
    }

    private static Metrics metrics(JsonNode row) {
        return new Metrics(
                row.get("impressions").asLong(),
                row.get("clicks").asLong(),
                purchase(row.path("actions")),
                Micros.of(decimal(row.get("spend"))),
                purchase(row.path("action_values")));
    }

    private static long purchase(JsonNode actions) {
        for (JsonNode action : actions) {
            if (action.get("action_type").asText().equals("omni_purchase")) {
                return Micros.of(decimal(action.has("7d_click") ? action.get("7d_click") : action.get("value")));
            }
        }
        return 0;
    }

    private static BigDecimal decimal(JsonNode node) {
        return new BigDecimal(node.asText());
    }
}
