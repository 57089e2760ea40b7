package io.banditpipeline.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.testkit.clock.ManualClock;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleAdsSimulatorTest {
    private static final String ACCOUNT = "1234567890";
    private static final String DAILY = "SELECT customer.id, customer.currency_code, campaign.id, ad_group.id,"
            + " ad_group_ad.ad.id, segments.date, metrics.impressions, metrics.cost_micros, metrics.conversions,"
            + " metrics.conversions_value FROM ad_group_ad"
            + " WHERE segments.date BETWEEN '2026-02-01' AND '2026-02-02'";

    private final ManualClock clock = ManualClock.at("2026-03-02T12:00:00Z");
    private final SimulatorClient client = new SimulatorClient();
    private GoogleAdsSimulator google = started(builder -> builder);
    private String token = token();

    @AfterEach
    void the_simulator_itself_made_no_mistake() {
        google.close();
        assertThat(google.server().errors()).isEmpty();
    }

    @Test
    void a_stream_has_the_form_of_protobuf_json() {
        JsonNode answer = stream(DAILY);

        JsonNode first = answer.get(0);
        assertThat(first.path("results")).hasSize(2);
        assertThat(first.path("results").get(0)).isEqualTo(tree("""
                                {"adGroupAd":{"resourceName":"customers/1234567890/adGroupAds/222~333",
                                              "ad":{"resourceName":"customers/1234567890/ads/333","id":"333"}},
                                 "customer":{"resourceName":"customers/1234567890","id":"1234567890","currencyCode":"USD"},
                                 "campaign":{"resourceName":"customers/1234567890/campaigns/111","id":"111"},
                                 "adGroup":{"resourceName":"customers/1234567890/adGroups/222","id":"222"},
                                 "segments":{"date":"2026-02-01"},
                                 "metrics":{"impressions":"2000","costMicros":"246900000","conversions":3,
                                            "conversionsValue":36}}"""));
        assertThat(first.path("fieldMask").asText()).startsWith("customer.id,customer.currencyCode,");
        assertThat(first.path("requestId").asText()).isNotEmpty();
    }

    @Test
    void resource_names_are_left_out_on_request() {
        JsonNode row = stream(DAILY + " PARAMETERS omit_unselected_resource_names=true")
                .get(0)
                .path("results")
                .get(0);

        assertThat(row.path("adGroupAd")).isEqualTo(tree("{\"ad\":{\"id\":\"333\"}}"));
    }

    @Test
    void rows_of_segments_whose_metrics_are_zero_vanish_and_those_without_segments_stay() {
        assertThat(stream("SELECT ad_group_ad.ad.id, segments.date, metrics.clicks FROM ad_group_ad"
                                + " WHERE segments.date = '2026-02-01'")
                        .get(0)
                        .path("results"))
                .hasSize(1);
        assertThat(stream("SELECT ad_group_ad.ad.id, metrics.clicks FROM ad_group_ad"
                                + " WHERE segments.date DURING YESTERDAY ORDER BY metrics.clicks")
                        .get(0)
                        .path("results"))
                .extracting(row -> row.path("metrics").path("clicks").asText())
                .containsExactly("0", "20");
    }

    @Test
    void hours_are_those_of_the_account_and_devices_add_up() {
        JsonNode rows = stream("SELECT segments.date, segments.hour, segments.device, metrics.cost_micros FROM campaign"
                        + " WHERE segments.date >= '2026-02-01' AND segments.date < '2026-02-02'"
                        + " AND campaign.id = 111 AND segments.hour IN (1)")
                .get(0)
                .path("results");

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).path("segments").path("hour").isInt()).isTrue();
        assertThat(rows.get(0).path("metrics").path("costMicros").asLong()
                        + rows.get(1).path("metrics").path("costMicros").asLong())
                .isEqualTo(ScriptedPlatform.OF_AN_HOUR.costMicros());
    }

    @Test
    void a_performance_max_campaign_has_rows_of_its_own_but_none_of_ads() {
        JsonNode rows = stream("SELECT campaign.id, campaign.advertising_channel_type, campaign_budget.amount_micros,"
                        + " campaign_budget.explicitly_shared FROM campaign ORDER BY campaign.id DESC LIMIT 1")
                .get(0)
                .path("results");

        assertThat(rows.get(0).path("campaign").path("advertisingChannelType").asText())
                .isEqualTo("PERFORMANCE_MAX");
        assertThat(rows.get(0).path("campaignBudget").path("amountMicros").asText())
                .isEqualTo("50000000");
        assertThat(rows.get(0).path("campaignBudget").path("explicitlyShared").isBoolean())
                .isTrue();
    }

    @Test
    void batches_are_of_the_size_that_was_set_and_an_empty_answer_has_no_results() {
        restart(builder -> builder.batchRows(1));

        assertThat(stream(DAILY)).hasSize(2);
        JsonNode empty = stream(DAILY + " AND campaign.id = 5");
        assertThat(empty).hasSize(1);
        assertThat(empty.get(0).has("results")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT campaign.id                                                          | UNEXPECTED_END_OF_QUERY
            SELECT campaign.id, FROM campaign                                           | BAD_FIELD_NAME
            SELECT campaign.id FROM campaigns                                           | BAD_RESOURCE_TYPE_IN_FROM_CLAUSE
            SELECT metrics.foo FROM campaign                                            | UNRECOGNIZED_FIELD
            SELECT ad_group.id FROM campaign                                            | PROHIBITED_RESOURCE_TYPE_IN_SELECT_CLAUSE
            SELECT conversion_action.id, metrics.clicks FROM conversion_action          | PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE
            SELECT conversion_action.id, segments.date FROM conversion_action           | PROHIBITED_SEGMENT_IN_SELECT_OR_WHERE_CLAUSE
            SELECT segments.date, metrics.clicks FROM campaign                          | EXPECTED_FILTERS_ON_DATE_RANGE
            SELECT metrics.clicks FROM campaign WHERE segments.date >= '2026-01-01'     | EXPECTED_FILTERS_ON_DATE_RANGE
            SELECT metrics.clicks FROM campaign WHERE segments.date BETWEEN '2022-01-01' AND '2026-01-01' | DATE_RANGE_TOO_WIDE
            SELECT metrics.clicks FROM campaign WHERE segments.date = '2022-01-01'      | EARLIER_THAN_MINIMUM_DATE
            SELECT metrics.clicks FROM campaign WHERE segments.date BETWEEN '2026-02-02' AND '2026-02-01' | DATE_RANGE_TOO_NARROW
            SELECT metrics.clicks FROM campaign WHERE segments.date = '1.2.2026' | INVALID_DATE_FORMAT
            SELECT metrics.clicks FROM campaign WHERE segments.date DURING EVER | INVALID_VALUE_WITH_DURING_OPERATOR
            FROM campaign | EXPECTED_SELECT
            SELECT metrics.clicks FROM campaign WHERE segments.date = '2026-01-01' AND segments.hour = 1 | EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE
            SELECT campaign.id FROM campaign LIMIT 0                                    | LIMIT_VALUE_TOO_LOW
            SELECT campaign.id FROM campaign PARAMETERS foo=true                        | BAD_PARAMETER_NAME
            SELECT campaign.id FROM campaign WHERE campaign.id ~ 5                      | UNEXPECTED_INPUT
            """)
    void strict_mode_rejects_what_the_platform_would_reject(String query, String code) {
        HttpResponse<String> answer = search(":searchStream", ACCOUNT, query);

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode error = SimulatorClient.json(answer).get(0).path("error");
        assertThat(error.path("status").asText()).isEqualTo("INVALID_ARGUMENT");
        assertThat(codeOf(error)).isEqualTo(code);
        assertThat(answer.headers().firstValue("request-id")).isPresent();
    }

    @Test
    void a_lenient_simulator_lets_long_ranges_pass() {
        restart(GoogleAdsSimulatorBuilder::lenient);

        assertThat(search(
                                ":searchStream",
                                ACCOUNT,
                                "SELECT customer.id, metrics.clicks FROM customer"
                                        + " WHERE segments.date BETWEEN '2022-01-01' AND '2022-01-02'")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void errors_of_streams_are_wrapped_in_an_array_and_those_of_searches_are_not() {
        assertThat(SimulatorClient.json(search(":searchStream", ACCOUNT, "x")).isArray())
                .isTrue();
        assertThat(SimulatorClient.json(search(":search", ACCOUNT, "x")).has("error"))
                .isTrue();
    }

    @Test
    void a_search_is_paged_as_of_its_first_page_and_its_token_expires() {
        restart(builder -> builder.pageRows(1));
        JsonNode first = SimulatorClient.json(post(
                "customers/" + ACCOUNT + "/googleAds:search",
                "{\"query\":\"" + DAILY + "\",\"searchSettings\":{\"returnTotalResultsCount\":true}}"));
        String next = first.path("nextPageToken").asText();
        String following = "{\"query\":\"" + DAILY + "\",\"pageToken\":\"" + next + "\"}";
        JsonNode second = SimulatorClient.json(post("customers/" + ACCOUNT + "/googleAds:search", following));

        assertThat(first.path("results")).hasSize(1);
        assertThat(first.path("totalResultsCount").asText()).isEqualTo("2");
        assertThat(second.path("results").get(0).path("segments").path("date").asText())
                .isEqualTo("2026-02-02");
        assertThat(second.has("nextPageToken")).isFalse();

        clock.advance(Duration.ofHours(2));
        token = token();
        assertThat(codeOf(SimulatorClient.json(post("customers/" + ACCOUNT + "/googleAds:search", following))
                        .path("error")))
                .isEqualTo("EXPIRED_PAGE_TOKEN");
    }

    @Test
    void page_sizes_and_unknown_properties_are_refused() {
        JsonNode sized = SimulatorClient.json(
                post("customers/" + ACCOUNT + "/googleAds:search", "{\"query\":\"x\",\"pageSize\":5}"));
        JsonNode unknown =
                SimulatorClient.json(post("customers/" + ACCOUNT + "/googleAds:search", "{\"query\":\"x\",\"foo\":5}"));

        assertThat(codeOf(sized.path("error"))).isEqualTo("PAGE_SIZE_NOT_SUPPORTED");
        assertThat(unknown.path("error").path("message").asText()).contains("Unknown name \"foo\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v19", "v27", "v1"})
    void versions_that_never_were_or_are_long_gone_are_a_page_of_html(String version) {
        HttpResponse<String> answer =
                client.send("POST", google.apiUri().resolve("/" + version + "/customers/1/googleAds:search"), "{}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("<html");
    }

    @Test
    void a_version_that_was_sunset_is_unsupported() {
        HttpResponse<String> answer =
                client.send("POST", google.apiUri().resolve("/v22/customers/1/googleAds:search"), "{}");

        assertThat(codeOf(SimulatorClient.json(answer).path("error"))).isEqualTo("UNSUPPORTED_VERSION");
    }

    @Test
    void an_account_below_a_manager_is_reached_through_it_only() {
        restart(builder -> builder.manager("999", ACCOUNT));
        String query = "{\"query\":\"SELECT customer.id FROM customer\"}";
        String path = "customers/" + ACCOUNT + "/googleAds:search";

        assertThat(codeOf(SimulatorClient.json(post(path, query)).path("error")))
                .isEqualTo("USER_PERMISSION_DENIED");
        assertThat(post(path, query, "login-customer-id", "999").statusCode()).isEqualTo(200);
        assertThat(codeOf(SimulatorClient.json(post(path, query, "login-customer-id", "999-1"))
                        .path("error")))
                .isEqualTo("INVALID_LOGIN_CUSTOMER_ID");
        assertThat(SimulatorClient.json(client.send(
                                "GET",
                                google.apiUri().resolve("/v26/customers:listAccessibleCustomers"),
                                "",
                                "Authorization",
                                "Bearer " + token))
                        .path("resourceNames"))
                .extracting(JsonNode::asText)
                .containsExactly("customers/999", "customers/2222222222");
    }

    @Test
    void a_manager_lists_its_clients_and_has_no_metrics() {
        restart(builder -> builder.manager("999", ACCOUNT));

        JsonNode clients = SimulatorClient.json(search(
                        ":search",
                        "999",
                        "SELECT customer_client.id,"
                                + " customer_client.level, customer_client.time_zone, customer_client.currency_code"
                                + " FROM customer_client WHERE customer_client.manager = FALSE"))
                .path("results");
        assertThat(clients).hasSize(1);
        assertThat(clients.get(0).path("customerClient").path("level").asText()).isEqualTo("1");
        assertThat(clients.get(0).path("customerClient").path("timeZone").asText())
                .isEqualTo("America/New_York");
        assertThat(codeOf(SimulatorClient.json(search(
                                ":search",
                                "999",
                                "SELECT metrics.clicks FROM campaign WHERE segments.date = '2026-02-01'"))
                        .path("error")))
                .isEqualTo("REQUESTED_METRICS_FOR_MANAGER");
    }

    @Test
    void a_disabled_account_is_not_enabled() {
        restart(builder -> builder.disabled(ACCOUNT));

        assertThat(codeOf(
                        SimulatorClient.json(search(":search", ACCOUNT, DAILY)).path("error")))
                .isEqualTo("CUSTOMER_NOT_ENABLED");
    }

    @Test
    void lookback_windows_are_those_of_conversion_actions() {
        restart(builder -> builder.conversionAction(ACCOUNT, new ConversionAction(7, "Order", true, true, 60, 1)));

        JsonNode action = stream("SELECT conversion_action.id, conversion_action.click_through_lookback_window_days"
                        + " FROM conversion_action WHERE conversion_action.status = 'ENABLED'")
                .get(0)
                .path("results")
                .get(0)
                .path("conversionAction");
        assertThat(action.path("clickThroughLookbackWindowDays").asText()).isEqualTo("60");
    }

    @Test
    void tokens_expire_by_the_clock_and_are_refreshed() {
        clock.advance(Duration.ofSeconds(3_598));
        assertThat(search(":searchStream", ACCOUNT, DAILY).statusCode()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(1));
        HttpResponse<String> late = search(":searchStream", ACCOUNT, DAILY);
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(SimulatorClient.json(late)
                        .get(0)
                        .path("error")
                        .path("status")
                        .asText())
                .isEqualTo("UNAUTHENTICATED");

        token = token();
        assertThat(search(":searchStream", ACCOUNT, DAILY).statusCode()).isEqualTo(200);
    }

    @Test
    void a_project_that_has_used_its_operations_waits_as_long_as_it_is_told_or_is_noted() {
        restart(builder -> builder.limitProject(new RateLimit(2, Duration.ofHours(1), Duration.ofMillis(30_500))));
        search(":search", ACCOUNT, DAILY);
        search(":search", ACCOUNT, DAILY);

        HttpResponse<String> throttled = search(":search", ACCOUNT, DAILY);
        assertThat(throttled.statusCode()).isEqualTo(429);
        JsonNode error = SimulatorClient.json(throttled).path("error");
        assertThat(codeOf(error)).isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(error.at("/details/0/errors/0/details/quotaErrorDetails/retryDelay")
                        .asText())
                .isEqualTo("30.5s");
        assertThat(google.earlyCalls()).isEmpty();

        clock.advance(Duration.ofSeconds(30));
        assertThat(search(":search", ACCOUNT, DAILY).statusCode()).isEqualTo(429);
        assertThat(google.earlyCalls())
                .singleElement()
                .extracting(EarlyCall::bucket)
                .isEqualTo("project");

        clock.advance(Duration.ofSeconds(1));
        assertThat(search(":search", ACCOUNT, DAILY).statusCode()).isEqualTo(200);
        assertThat(google.throttled()).isEqualTo(2);
    }

    @Test
    void accounts_have_limits_of_their_own() {
        restart(builder -> builder.limitAccount(RateLimit.perMinute(1)));
        search(":search", ACCOUNT, DAILY);

        assertThat(codeOf(
                        SimulatorClient.json(search(":search", ACCOUNT, DAILY)).path("error")))
                .isEqualTo("RESOURCE_TEMPORARILY_EXHAUSTED");
        assertThat(search(":search", "2222222222", DAILY).statusCode()).isEqualTo(200);
        assertThat(google.calls()).containsEntry("search", 3L);
    }

    @ParameterizedTest
    @CsvSource({
        "DEADLINE_EXCEEDED, 504, DEADLINE_EXCEEDED",
        "EXCESSIVE_CONSUMPTION, 429, EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION"
    })
    void too_much_is_not_answered(TooMuch.Answer kind, int status, String code) {
        restart(builder -> builder.tooMuch(ACCOUNT, new TooMuch(1, 100, kind)));

        HttpResponse<String> answer = search(":searchStream", ACCOUNT, DAILY);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(codeOf(SimulatorClient.json(answer).get(0).path("error"))).isEqualTo(code);
        assertThat(search(":searchStream", ACCOUNT, DAILY.replace("02-02", "02-01"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void too_much_may_show_only_within_the_stream() {
        restart(builder ->
                builder.batchRows(1).tooMuch(ACCOUNT, new TooMuch(100, 3, TooMuch.Answer.ERROR_WITHIN_STREAM)));

        JsonNode answer = stream(DAILY);
        assertThat(answer.get(0).path("results")).hasSize(1);
        assertThat(codeOf(answer.get(1).path("error"))).isEqualTo("DEADLINE_EXCEEDED");
    }

    @Test
    void an_outage_is_as_long_as_it_was_set_up_and_is_counted() {
        Instant from = clock.instant();
        restart(builder -> builder.outage(from.plusSeconds(10), from.plusSeconds(20), Outage.Kind.UNAVAILABLE)
                .outage(from.plusSeconds(20), from.plusSeconds(30), Outage.Kind.RESET));

        assertThat(search(":search", ACCOUNT, DAILY).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(10));
        assertThat(search(":search", ACCOUNT, DAILY).statusCode()).isEqualTo(503);
        clock.advance(Duration.ofSeconds(10));
        assertThatThrownBy(() -> search(":search", ACCOUNT, DAILY)).isInstanceOf(UncheckedIOException.class);
        clock.advance(Duration.ofSeconds(10));
        assertThat(search(":search", ACCOUNT, DAILY).statusCode()).isEqualTo(200);
        assertThat(google.failedOnPurpose()).isGreaterThanOrEqualTo(2);
    }

    private static String codeOf(JsonNode error) {
        return error.at("/details/0/errors/0/errorCode").elements().next().asText();
    }

    private static JsonNode tree(String json) {
        return Json.objectOf(json);
    }

    private JsonNode stream(String query) {
        HttpResponse<String> answer = search(":searchStream", ACCOUNT, query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return SimulatorClient.json(answer);
    }

    private HttpResponse<String> search(String method, String account, String query) {
        String body = Json.object().put("query", query).toString();
        return post("customers/" + account + "/googleAds" + method, body);
    }

    private HttpResponse<String> post(String path, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Authorization";
        all[1] = "Bearer " + token;
        return client.send("POST", google.apiUri().resolve("/v26/" + path), body, all);
    }

    private String token() {
        return SimulatorClient.json(client.send(
                        "POST",
                        google.tokenUri(),
                        "grant_type=refresh_token&client_id=id&client_secret=secret&refresh_token=1%2F%2Frefresh"))
                .path("access_token")
                .asText();
    }

    private void restart(UnaryOperator<GoogleAdsSimulatorBuilder> setup) {
        google.close();
        google = started(setup);
        token = token();
    }

    private GoogleAdsSimulator started(UnaryOperator<GoogleAdsSimulatorBuilder> setup) {
        ScriptedPlatform data = ScriptedPlatform.of("google_ads", ACCOUNT, "2222222222");
        return setup.apply(GoogleAdsSimulator.builder(data, clock).user("id", "secret", "1//refresh"))
                .start();
    }
}
