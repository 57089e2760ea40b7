package io.banditpipeline.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.testkit.clock.ManualClock;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits of calls and of size. */
class MetaLimitsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String[] QUESTION = {
        "level", "ad", "time_range", "{\"since\":\"2025-07-01\",\"until\":\"2025-07-02\"}", "fields", "ad_id,actions"
    };

    private final ManualClock clock = ManualClock.at("2025-07-04T12:00:00Z");
    private final PlatformData data = GeneratedData.builder("meta").accounts(3).build();
    private final Account account = data.accounts().get(0);
    private final String digits = account.id().substring("act_".length());
    private MetaSimulator simulator = MetaSimulator.builder(data, clock).start();
    private MetaClient client = new MetaClient(simulator);

    @AfterEach
    void end() {
        simulator.close();
        assertThat(simulator.server().errors()).isEmpty();
    }

    private void start(MetaSimulatorBuilder builder) {
        simulator.close();
        simulator = builder.start();
        client = new MetaClient(simulator);
    }

    private MetaSimulatorBuilder builder() {
        return MetaSimulator.builder(data, clock);
    }

    @Test
    void every_answer_tells_all_usage() {
        start(builder()
                .limitApp(new RateLimit(100, HOUR, Duration.ZERO))
                .limitAccount(new RateLimit(50, HOUR, Duration.ZERO))
                .limitInsights(new RateLimit(10, HOUR, Duration.ZERO)));
        MetaClient.Answer answer = client.get(account.id() + "/insights", QUESTION);

        assertThat(header(answer, "x-app-usage").get("call_count").asInt()).isEqualTo(1);
        assertThat(header(answer, "x-ad-account-usage").get("acc_id_util_pct").asInt())
                .isEqualTo(2);
        JsonNode useCases = header(answer, "x-business-use-case-usage").get(digits);
        assertThat(useCases.get(0).get("type").asText()).isEqualTo("ads_management");
        assertThat(useCases.get(1).get("type").asText()).isEqualTo("ads_insights");
        assertThat(useCases.get(1).get("call_count").asInt()).isEqualTo(10);
        assertThat(header(answer, "x-fb-ads-insights-throttle")
                        .get("acc_id_util_pct")
                        .asInt())
                .isEqualTo(10);
        assertThat(client.get("me/adaccounts", "fields", "id").headers()).containsKey("x-app-usage");
        clock.advance(HOUR);
        MetaClient.Answer later = client.get(account.id(), "fields", "id");
        assertThat(header(later, "x-app-usage").get("call_count").asInt()).isEqualTo(1);
    }

    @Test
    void insights_beyond_the_limit_wait_as_long_as_the_header_says_and_earlier_calls_are_counted() {
        start(builder().limitInsights(new RateLimit(10, HOUR, Duration.ZERO)));
        for (int i = 0; i < 10; i++) {
            assertThat(client.get(account.id() + "/insights", QUESTION).status())
                    .isEqualTo(200);
        }
        MetaClient.Answer refused = client.get(account.id() + "/insights", QUESTION);
        int minutes = header(refused, "x-business-use-case-usage")
                .get(digits)
                .get(1)
                .get("estimated_time_to_regain_access")
                .asInt();

        assertThat(refused.code() + "/" + refused.subcode()).isEqualTo("80000/2446079");
        assertThat(minutes).isEqualTo(30);
        assertThat(simulator.earlyCalls()).isEmpty();
        clock.advance(Duration.ofMinutes(minutes).minusSeconds(1));
        assertThat(client.get(account.id() + "/insights", QUESTION).code()).isEqualTo(80000);
        assertThat(simulator.earlyCalls()).hasSize(1);
        assertThat(client.get(data.accounts().get(1).id() + "/insights", QUESTION)
                        .status())
                .isEqualTo(200);
        assertThat(client.get(account.id() + "/ads", "fields", "id").status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        assertThat(client.get(account.id() + "/insights", QUESTION).status()).isEqualTo(200);
        assertThat(simulator.earlyCalls()).hasSize(1);
        assertThat(simulator.throttled()).isEqualTo(2);
    }

    @Test
    void app_account_and_management_have_codes_and_delays_of_their_own() {
        start(builder().limitApp(new RateLimit(1, HOUR, Duration.ZERO)));
        client.get("me/adaccounts", "fields", "id");
        MetaClient.Answer app = client.get(account.id() + "/insights", QUESTION);
        assertThat(app.status() + " " + app.code() + "/" + app.subcode()).isEqualTo("403 4/1504022");
        assertThat(client.get("me/adaccounts", "fields", "id").subcode()).isZero();
        assertThat(simulator.earlyCalls()).isEmpty();

        start(builder().limitAccount(new RateLimit(1, HOUR, Duration.ofSeconds(100))));
        client.get(account.id(), "fields", "id");
        MetaClient.Answer ofAccount = client.get(account.id(), "fields", "id");
        assertThat(ofAccount.code() + "/" + ofAccount.subcode()).isEqualTo("17/2446079");
        assertThat(header(ofAccount, "x-ad-account-usage")
                        .get("reset_time_duration")
                        .asInt())
                .isEqualTo(100);

        start(builder().limitManagement(new RateLimit(1, HOUR, Duration.ofSeconds(90))));
        client.get(account.id(), "fields", "id");
        MetaClient.Answer management = client.get(account.id(), "fields", "id");
        assertThat(management.code()).isEqualTo(80004);
        assertThat(header(management, "x-business-use-case-usage")
                        .get(digits)
                        .get(0)
                        .get("estimated_time_to_regain_access")
                        .asInt())
                .isEqualTo(2);
        assertThat(client.get(account.id() + "/insights", QUESTION).status()).isEqualTo(200);
    }

    @Test
    void questions_that_are_too_large_are_refused_until_they_are_split() {
        int ads = (int) data.entities(account, clock.instant()).stream()
                .filter(entity -> entity.ref().level() == Level.AD)
                .count();
        start(builder()
                .tooMuch(account.id(), ads * 2L - 1, MetaOverload.TOO_MUCH_DATA)
                .tooMuch(data.accounts().get(1).id(), 1, MetaOverload.TIMED_OUT)
                .tooMuch(data.accounts().get(2).id(), 1, MetaOverload.TIMED_OUT_AS_SERVICE)
                .maxRowsPerPage(100));

        assertThat(client.get(account.id() + "/insights", QUESTION).subcode()).isEqualTo(1487534);
        String[] half = QUESTION.clone();
        half[3] = "{\"since\":\"2025-07-01\",\"until\":\"2025-07-01\"}";
        assertThat(client.get(account.id() + "/insights", half).status()).isEqualTo(200);
        assertThat(client.get(data.accounts().get(1).id() + "/insights", QUESTION)
                        .subcode())
                .isEqualTo(1504018);
        MetaClient.Answer asService = client.get(data.accounts().get(2).id() + "/insights", QUESTION);
        assertThat(asService.code() + "/" + asService.subcode()).isEqualTo("2/1504038");
        String[] wide = Arrays.copyOf(half, half.length + 2);
        wide[half.length] = "limit";
        wide[half.length + 1] = "101";
        assertThat(client.get(account.id() + "/insights", wide).code()).isEqualTo(1);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void an_unreportable_ad_breaks_only_questions_about_it_and_its_fields() {
        EntityRef ad = data.entities(account, clock.instant()).stream()
                .map(Entity::ref)
                .filter(ref -> ref.level() == Level.AD)
                .findFirst()
                .orElseThrow();
        start(builder().unreportable(ad.id(), "actions"));

        assertThat(client.get(account.id() + "/insights", QUESTION).subcode()).isEqualTo(1487534);
        String[] withoutField = QUESTION.clone();
        withoutField[5] = "ad_id,spend";
        assertThat(client.get(account.id() + "/insights", withoutField).status())
                .isEqualTo(200);
        String[] byCampaign = QUESTION.clone();
        byCampaign[1] = "campaign";
        assertThat(client.get(account.id() + "/insights", byCampaign).status()).isEqualTo(200);
    }

    private static JsonNode header(MetaClient.Answer answer, String name) {
        return Json.objectOf(answer.headers().getOrDefault(name, ""));
    }
}
