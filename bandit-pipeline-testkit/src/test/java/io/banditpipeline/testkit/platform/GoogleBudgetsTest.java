package io.banditpipeline.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.testkit.clock.ManualClock;
import java.net.http.HttpResponse;
import java.time.ZoneId;
import java.util.Currency;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleBudgetsTest {
    private final ManualClock clock = ManualClock.at("2026-03-02T12:00:00Z");
    private final SimulatorClient client = new SimulatorClient();
    private final GoogleAdsSimulator google = GoogleAdsSimulator.builder(
                    ScriptedPlatform.of("google_ads", "1")
                            .account(new Account(
                                    "google_ads", "2", ZoneId.of("Asia/Tokyo"), Currency.getInstance("JPY"))),
                    clock)
            .user("id", "secret", "refresh")
            .budget("1", "555", 10_000_000, true, "111", "112")
            .budget("2", "666", 10_000_000, false, "111")
            .start();
    private String token = "";

    @BeforeEach
    void authenticate() {
        token = SimulatorClient.json(client.send(
                        "POST",
                        google.tokenUri(),
                        "grant_type=refresh_token&client_id=id&client_secret=secret&refresh_token=refresh"))
                .path("access_token")
                .asText();
    }

    @AfterEach
    void the_simulator_itself_made_no_mistake() {
        google.close();
        assertThat(google.server().errors()).isEmpty();
    }

    @Test
    void a_budget_is_changed_and_read_back() {
        assertThat(mutate("1", "555", "12340000", "").statusCode()).isEqualTo(200);

        assertThat(google.budgetMicros("1", "555")).hasValue(12_340_000L);
        assertThat(google.budgetWrites())
                .containsExactly(new BudgetWrite("1", "555", "amountMicros", 12_340_000, clock.instant()));
        JsonNode budget = SimulatorClient.json(
                        post(
                                "1/googleAds:search",
                                "{\"query\":\"SELECT campaign.id, campaign.campaign_budget, campaign_budget.amount_micros,"
                                        + " campaign_budget.explicitly_shared, campaign_budget.reference_count FROM campaign\"}"))
                .path("results")
                .get(0);
        assertThat(budget.path("campaign").path("campaignBudget").asText())
                .isEqualTo("customers/1/campaignBudgets/555");
        assertThat(budget.path("campaignBudget").path("amountMicros").asText()).isEqualTo("12340000");
        assertThat(budget.path("campaignBudget").path("explicitlyShared").asBoolean())
                .isTrue();
        assertThat(budget.path("campaignBudget").path("referenceCount").asText())
                .isEqualTo("2");
    }

    @Test
    void a_change_that_is_only_validated_changes_nothing() {
        assertThat(mutate("1", "555", "12340000", ",\"validateOnly\":true").statusCode())
                .isEqualTo(200);

        assertThat(google.budgetMicros("1", "555")).hasValue(10_000_000L);
        assertThat(google.budgetWrites()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 555, 12345678, NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT",
        "2, 666, 10500000, NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT",
        "1, 555, 990000, BUDGET_BELOW_PER_DAY_MINIMUM",
        "1, 555, -10000, MONEY_AMOUNT_CANNOT_BE_NEGATIVE",
        "1, 666, 10000000, RESOURCE_NOT_FOUND"
    })
    void a_wrong_amount_or_budget_is_refused_with_its_place(String account, String budget, String amount, String code) {
        HttpResponse<String> answer = mutate(account, budget, amount, "");

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode error = SimulatorClient.json(answer).at("/error/details/0/errors/0");
        assertThat(error.path("errorCode").elements().next().asText()).isEqualTo(code);
        assertThat(error.at("/location/fieldPathElements/0/index").asInt(-1)).isZero();
        assertThat(google.budgetWrites()).isEmpty();
    }

    @Test
    void a_partial_failure_is_a_success_with_errors_in_it() {
        String operations = operation("1", "555", "20000000") + "," + operation("1", "555", "1");
        HttpResponse<String> answer =
                post("1/campaignBudgets:mutate", "{\"operations\":[" + operations + "],\"partialFailure\":true}");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode json = SimulatorClient.json(answer);
        assertThat(json.path("results")).hasSize(2);
        assertThat(json.path("results").get(1)).isEmpty();
        assertThat(json.at("/partialFailureError/code").asInt()).isEqualTo(3);
        assertThat(json.at("/partialFailureError/details/0/errors/0/location/fieldPathElements/0/index")
                        .asInt())
                .isEqualTo(1);
        assertThat(google.budgetMicros("1", "555")).hasValue(20_000_000L);
    }

    private HttpResponse<String> mutate(String account, String budget, String amount, String more) {
        return post(
                account + "/campaignBudgets:mutate",
                "{\"operations\":[" + operation(account, budget, amount) + "]" + more + "}");
    }

    private static String operation(String account, String budget, String amount) {
        return "{\"updateMask\":\"amountMicros\",\"update\":{\"resourceName\":\"customers/" + account
                + "/campaignBudgets/" + budget + "\",\"amountMicros\":\"" + amount + "\"}}";
    }

    private HttpResponse<String> post(String path, String body) {
        return client.send(
                "POST", google.apiUri().resolve("/v26/customers/" + path), body, "Authorization", "Bearer " + token);
    }
}
