package io.banditpipeline.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.testkit.clock.ManualClock;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradeDeskSimulatorTest {
    private static final String SCHEDULE = """
            {"ReportScheduleName":"daily","ReportTemplateId":168005,"ReportFileFormat":"CSV","ReportDateRange":"Custom",
             "ReportStartDateInclusive":"2026-02-01T00:00:00","ReportEndDateExclusive":"2026-02-03T00:00:00",
             "TimeZone":"America/New_York","ReportDateFormat":"Sortable","ReportNumericFormat":"US","IncludeHeaders":true,
             "ReportFrequency":"Once","AdvertiserFilters":["abc1234"]}""";

    private final ManualClock clock = ManualClock.at("2026-03-02T12:00:00Z");
    private final SimulatorClient client = new SimulatorClient();
    private TradeDeskSimulator desk = started(builder -> builder);
    private String token = "long-lived";

    @AfterEach
    void the_simulator_itself_made_no_mistake() {
        desk.close();
        assertThat(desk.server().errors()).isEmpty();
        assertThat(desk.storageServer().errors()).isEmpty();
    }

    @Test
    void a_login_gives_a_token_that_expires_by_the_clock() {
        HttpResponse<String> answer =
                post("/v3/authentication", "{\"Login\":\"u\",\"Password\":\"p\",\"TokenExpirationInMinutes\":60}");
        assertThat(SimulatorClient.json(answer).path("ExpirationDateUtc").asText())
                .isEqualTo("2026-03-02T13:00:00Z");
        token = SimulatorClient.json(answer).path("Token").asText();
        String page = "{\"PartnerId\":\"partner1\",\"PageStartIndex\":0,\"PageSize\":10}";
        assertThat(post("/v3/advertiser/query/partner", page).statusCode()).isEqualTo(200);

        clock.advance(Duration.ofHours(1));
        HttpResponse<String> late = post("/v3/advertiser/query/partner", page);
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(SimulatorClient.json(late).path("Message").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"Login":"u","Password":"x"}                                        | 401
            {"Login":"u"}                                                       | 400
            {"Login":"u","Password":"p","TokenExpirationInMinutes":1441}        | 400
            {"Login":"u","Password":"p","Foo":1}                                | 400
            """)
    void a_wrong_login_is_refused(String body, int status) {
        assertThat(post("/v3/authentication", body).statusCode()).isEqualTo(status);
    }

    @Test
    void advertisers_are_paged() {
        JsonNode page = SimulatorClient.json(post(
                "/v3/advertiser/query/partner", "{\"PartnerId\":\"partner1\",\"PageStartIndex\":1,\"PageSize\":1}"));

        assertThat(page.path("Result")).hasSize(1);
        assertThat(page.at("/Result/0/AdvertiserId").asText()).isEqualTo("def5678");
        assertThat(page.at("/Result/0/CurrencyCode").asText()).isEqualTo("USD");
        assertThat(page.path("ResultCount").asInt()).isEqualTo(1);
        assertThat(page.path("TotalFilteredCount").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"PartnerId":"partner1","PageStartIndex":0,"PageSize":101}          | 400
            {"PartnerId":"partner1","PageStartIndex":-1,"PageSize":1}           | 400
            {"PartnerId":"partner1","PageSize":1}                               | 400
            {"PageStartIndex":0,"PageSize":1}                                   | 400
            {"PartnerId":"partner1","PageStartIndex":0,"PageSize":1,"Foo":1}    | 400
            {"PartnerId":"other","PageStartIndex":0,"PageSize":1}               | 403
            [1]                                                                 | 400
            """)
    void a_query_has_to_be_right(String body, int status) {
        assertThat(post("/v3/advertiser/query/partner", body).statusCode()).isEqualTo(status);
    }

    @Test
    void campaigns_and_ad_groups_of_an_advertiser_are_listed() {
        String query = "{\"AdvertiserId\":\"abc1234\",\"PageStartIndex\":0,\"PageSize\":10}";

        JsonNode campaigns = SimulatorClient.json(post("/v3/campaign/query/advertiser", query));
        JsonNode adGroups = SimulatorClient.json(post("/v3/adgroup/query/advertiser", query));

        assertThat(campaigns.path("Result")).hasSize(2);
        assertThat(campaigns.at("/Result/0/CampaignName").asText()).isEqualTo("Brand, \"Q4\"");
        assertThat(campaigns
                        .at("/Result/0/CampaignConversionReportingColumns/0/ReportingColumnId")
                        .asInt())
                .isEqualTo(1);
        assertThat(adGroups.at("/Result/0/CampaignId").asText()).isEqualTo("111");
    }

    @Test
    void a_report_is_listed_late_then_pending_and_then_complete() {
        long schedule = SimulatorClient.json(post("/v3/myreports/reportschedule", SCHEDULE))
                .path("ReportScheduleId")
                .asLong();

        assertThat(executions(schedule).path("ResultCount").asInt()).isZero();
        clock.advance(Duration.ofSeconds(30));
        assertThat(executions(schedule).at("/Result/0/ReportExecutionState").asText())
                .isEqualTo("Pending");
        clock.advance(Duration.ofMinutes(10));
        JsonNode complete = executions(schedule);
        assertThat(complete.at("/Result/0/ReportExecutionState").asText()).isEqualTo("Complete");

        String report = get(URI.create(
                        complete.at("/Result/0/ReportDeliveries/0/DownloadURL").asText()))
                .body();
        assertThat(report.lines())
                .containsExactly(
                        "\uFEFFDate,Advertiser ID,Advertiser,Campaign ID,Campaign,Ad Group ID,Ad Group,Creative ID,Creative,"
                                + "Advertiser Currency Code,Impressions,Clicks,Advertiser Cost (Adv Currency),"
                                + "01 - Click Conversion,01 - View Through Conversion,"
                                + "01 - Total Click + View Conversions,01 - Conversion Revenue",
                        "2026-02-01,abc1234,Advertiser abc1234,111,\"Brand, \"\"Q4\"\"\",222,Prospecting,333,First,USD,"
                                + "\"20,000\",200,\"2,469\",23,7,30,360",
                        "2026-02-02,abc1234,Advertiser abc1234,111,\"Brand, \"\"Q4\"\"\",222,Prospecting,333,First,USD,"
                                + "\"20,000\",200,\"2,469\",23,7,30,360");

        assertThat(desk.schedules()).isEqualTo(1);
        assertThat(send("DELETE", "/v3/myreports/reportschedule/" + schedule, "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(desk.schedules()).isZero();
        assertThat(send("DELETE", "/v3/myreports/reportschedule/" + schedule, "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_schedule_is_listed_until_it_is_deleted_and_its_execution_longer() {
        long schedule = SimulatorClient.json(post("/v3/myreports/reportschedule", SCHEDULE))
                .path("ReportScheduleId")
                .asLong();
        clock.advance(Duration.ofMinutes(11));
        assertThat(schedules().at("/Result/0/ReportScheduleId").asLong()).isEqualTo(schedule);
        assertThat(schedules().path("Result")).hasSize(1);

        send("DELETE", "/v3/myreports/reportschedule/" + schedule, "");

        assertThat(schedules().path("Result")).isEmpty();
        assertThat(executions(schedule).path("ResultCount").asInt()).isEqualTo(1);
    }

    private JsonNode schedules() {
        return SimulatorClient.json(post(
                "/v3/myreports/reportschedule/query", "{\"NameContains\":\"\",\"PageStartIndex\":0,\"PageSize\":10}"));
    }

    @Test
    void a_report_may_fail() {
        desk.failNextReports(1);
        long schedule = SimulatorClient.json(post("/v3/myreports/reportschedule", SCHEDULE))
                .path("ReportScheduleId")
                .asLong();
        clock.advance(Duration.ofHours(1));

        assertThat(executions(schedule).at("/Result/0/ReportExecutionState").asText())
                .isEqualTo("Failed");
        assertThat(executions(schedule).at("/Result/0/ReportDeliveries")).isEmpty();
    }

    @Test
    void templates_are_found_by_a_part_of_their_name() {
        JsonNode found = SimulatorClient.json(post(
                "/v3/myreports/reporttemplateheader/query",
                "{\"NameContains\":\"bandit-daily\",\"PageStartIndex\":0,\"PageSize\":10}"));

        assertThat(found.at("/Result/0/ReportTemplateId").asLong()).isEqualTo(168_005);
        assertThat(found.path("ResultCount").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "ReportTemplateId":168005                   | "ReportTemplateId":1                        | ReportTemplateId
            "ReportTemplateId":168005,                  | ''                                          | ReportTemplateId
            "ReportFileFormat":"CSV"                    | "ReportFileFormat":"TSV"                    | ReportFileFormat
            "ReportFrequency":"Once"                    | "ReportFrequency":"once"                    | ReportFrequency
            "TimeZone":"America/New_York"               | "TimeZone":"Mars"                           | TimeZone
            "2026-02-03T00:00:00"                       | "2026-02-01T00:00:00"                       | ReportEndDateExclusive
            "2026-02-03T00:00:00"                       | "2026-02-03"                                | ReportEndDateExclusive
            "AdvertiserFilters":["abc1234"]             | "AdvertiserFilters":[]                      | AdvertiserFilters
            "IncludeHeaders":true                       | "IncludeHeaders":true,"Foo":1               | Foo
            """)
    void a_schedule_has_to_be_right_in_all_its_properties(String from, String to, String property) {
        HttpResponse<String> answer = post("/v3/myreports/reportschedule", SCHEDULE.replace(from, to));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(SimulatorClient.json(answer).at("/ErrorDetails/0/Property").asText())
                .isEqualTo(property);
        assertThat(desk.schedules()).isZero();
    }

    @Test
    void a_lenient_simulator_ignores_unknown_properties() {
        restart(TradeDeskSimulatorBuilder::lenient);

        assertThat(post("/v3/myreports/reportschedule", SCHEDULE.replace("\"Once\"", "\"Once\",\"Foo\":1"))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void the_path_that_people_guess_does_not_exist() {
        assertThat(post("/v3/myreports/reportexecution/query", "{}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void reports_elsewhere_are_fetched_by_a_signed_link_without_credentials_for_a_time() {
        restart(builder -> builder.storedElsewhere(Duration.ofMinutes(5)));
        URI link = link(SCHEDULE);
        assertThat(link.getAuthority())
                .isEqualTo(desk.storageUri().getAuthority())
                .isNotEqualTo(desk.apiUri().getAuthority());

        assertThat(client.send("GET", link, "").body()).contains("Advertiser ID");
        assertThat(desk.violations()).isEmpty();

        assertThat(get(link).statusCode()).isEqualTo(400);
        assertThat(desk.violations()).hasSize(1);
        assertThat(client.send("GET", URI.create(link + "0"), "").statusCode()).isEqualTo(403);
        clock.advance(Duration.ofMinutes(6));
        assertThat(client.send("GET", link, "").body()).contains("Request has expired");
    }

    @Test
    void reports_look_as_awkward_as_they_are_set_up() {
        restart(builder -> builder.preambleRows(1)
                .noByteOrderMark()
                .conversionColumn("111", 7)
                .otherEventsInOtherColumns()
                .column("Advertiser", "")
                .column("Clicks", "Klicks"));

        String report = client.send("GET", link(SCHEDULE.replace("\"US\"", "\"International\"")), "", "TTD-Auth", token)
                .body();

        assertThat(report.lines().skip(1).findFirst().orElseThrow())
                .startsWith("Date;Advertiser ID;Campaign ID;")
                .contains(";Klicks;")
                .contains("01 - Click Conversion")
                .endsWith("07 - Conversion Revenue");
        assertThat(report.lines().skip(2).findFirst().orElseThrow())
                .contains(";20.000;200;2.469;")
                .endsWith(";23;7;30;360");
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19",
        "UTC, 0 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23"
    })
    void days_and_hours_are_those_of_the_zone_that_the_schedule_names(String zone, String hours) {
        restart(builder -> builder.template(7, "hourly", Level.AD, Granularity.HOUR));
        String schedule = SCHEDULE.replace("America/New_York", zone).replace("168005", "7");
        String report = get(link(schedule)).body();

        assertThat(report.lines()
                        .filter(line -> line.startsWith("2026-02-02,"))
                        .map(line -> line.split(",", -1)[1])
                        .sorted(Comparator.comparing(Integer::valueOf)))
                .containsExactly(hours.split(" ", -1));
    }

    @Test
    void an_endpoint_that_is_called_too_often_says_for_how_long_to_wait() {
        restart(builder -> builder.limitEndpoint(new RateLimit(1, Duration.ofMinutes(1), Duration.ofMillis(1_500))));
        String query = "{\"AdvertiserId\":\"abc1234\",\"PageStartIndex\":0,\"PageSize\":10}";
        post("/v3/campaign/query/advertiser", query);

        HttpResponse<String> throttled = post("/v3/campaign/query/advertiser", query);
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("retry-after")).hasValue("1.5");
        assertThat(post("/v3/adgroup/query/advertiser", query).statusCode()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(1));
        post("/v3/campaign/query/advertiser", query);
        assertThat(desk.earlyCalls()).hasSize(1);
        assertThat(desk.throttled()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(1));
        assertThat(post("/v3/campaign/query/advertiser", query).statusCode()).isEqualTo(200);
    }

    @Test
    void more_than_four_calls_of_an_endpoint_at_once_are_too_many() throws Exception {
        String query = "{\"AdvertiserId\":\"abc1234\",\"PageStartIndex\":0,\"PageSize\":10}";
        HttpFault held = HttpFault.silenceAfter(5);
        desk.server().faults().next(held, held, held, held);
        for (int i = 1; i <= 4; i++) {
            CompletableFuture.runAsync(() -> post("/v3/campaign/query/advertiser", query));
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (desk.calls().getOrDefault("POST /v3/campaign/query/advertiser", 0L) < 4 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }

        assertThat(post("/v3/campaign/query/advertiser", query).statusCode()).isEqualTo(429);
        assertThat(desk.throttled()).isEqualTo(1);
        assertThat(desk.failedOnPurpose()).isEqualTo(4);
    }

    @Test
    void a_flights_budget_is_changed_and_read_back() {
        JsonNode flight = SimulatorClient.json(get("/v3/campaign/111")).at("/CampaignFlights/0");
        String id = flight.path("CampaignFlightId").asText();
        assertThat(flight.path("BudgetInAdvertiserCurrency").decimalValue()).isEqualByComparingTo("3000");

        assertThat(send(
                                "PUT",
                                "/v3/campaignflight",
                                "{\"CampaignFlightId\":" + id + ",\"DailyTargetInAdvertiserCurrency\":120.5}")
                        .statusCode())
                .isEqualTo(200);

        JsonNode changed = SimulatorClient.json(get("/v3/campaign/111")).at("/CampaignFlights/0");
        assertThat(changed.path("DailyTargetInAdvertiserCurrency").decimalValue())
                .isEqualByComparingTo("120.5");
        assertThat(changed.path("BudgetInAdvertiserCurrency").decimalValue()).isEqualByComparingTo("3000");
        assertThat(desk.budgetMicros("111", "DailyTargetInAdvertiserCurrency")).hasValue(120_500_000L);
        assertThat(desk.budgetWrites()).hasSize(1);
    }

    @Test
    void flights_of_an_ad_group_are_replaced_by_those_that_are_sent() {
        JsonNode settings = SimulatorClient.json(get("/v3/adgroup/222")).at("/RTBAttributes/BudgetSettings");
        String flight = settings.at("/AdGroupFlights/0/CampaignFlightId").asText();
        String body = "{\"AdGroupId\":\"222\",\"RTBAttributes\":{\"BudgetSettings\":{\"AdGroupFlights\":[";

        HttpResponse<String> changed = send(
                "PUT",
                "/v3/adgroup",
                body + "{\"CampaignFlightId\":" + flight + ",\"DailyTargetInAdvertiserCurrency\":7}]}}}");
        assertThat(SimulatorClient.json(changed)
                        .at("/RTBAttributes/BudgetSettings/AdGroupFlights/0/DailyTargetInAdvertiserCurrency")
                        .decimalValue())
                .isEqualByComparingTo("7");

        assertThat(SimulatorClient.json(send("PUT", "/v3/adgroup", body + "]}}}"))
                        .at("/RTBAttributes/BudgetSettings/AdGroupFlights"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, 400", "1.005, 400", "\"5\", 400"})
    void an_amount_has_to_be_one_of_its_currency(String amount, int status) {
        String id = SimulatorClient.json(get("/v3/campaign/111"))
                .at("/CampaignFlights/0/CampaignFlightId")
                .asText();

        assertThat(send(
                                "PUT",
                                "/v3/campaignflight",
                                "{\"CampaignFlightId\":" + id + ",\"BudgetInAdvertiserCurrency\":" + amount + "}")
                        .statusCode())
                .isEqualTo(status);
        assertThat(desk.budgetWrites()).isEmpty();
    }

    private URI link(String schedule) {
        long id = SimulatorClient.json(post("/v3/myreports/reportschedule", schedule))
                .path("ReportScheduleId")
                .asLong();
        clock.advance(Duration.ofMinutes(11));
        return URI.create(
                executions(id).at("/Result/0/ReportDeliveries/0/DownloadURL").asText());
    }

    private JsonNode executions(long schedule) {
        return SimulatorClient.json(post(
                "/v3/myreports/reportexecution/query/advertisers",
                "{\"AdvertiserIds\":[\"abc1234\"],\"ReportScheduleIds\":[" + schedule
                        + "],\"PageStartIndex\":0,\"PageSize\":10}"));
    }

    private HttpResponse<String> post(String path, String body) {
        return send("POST", path, body);
    }

    private HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    private HttpResponse<String> get(URI uri) {
        return client.send("GET", uri, "", "TTD-Auth", token);
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return client.send(
                method, desk.apiUri().resolve(path), body, "TTD-Auth", token, "Content-Type", "application/json");
    }

    private void restart(UnaryOperator<TradeDeskSimulatorBuilder> setup) {
        desk.close();
        desk = started(setup);
    }

    private TradeDeskSimulator started(UnaryOperator<TradeDeskSimulatorBuilder> setup) {
        ScriptedPlatform data =
                ScriptedPlatform.of("trade_desk", "abc1234", "def5678").hours(20);
        return setup.apply(TradeDeskSimulator.builder(data, clock)
                        .login("u", "p")
                        .token("long-lived")
                        .template(168_005, "bandit-daily", Level.AD, Granularity.DAY))
                .start();
    }
}
