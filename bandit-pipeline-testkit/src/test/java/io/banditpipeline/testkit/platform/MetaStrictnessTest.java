package io.banditpipeline.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.testkit.clock.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no client should do is refused and kept. */
class MetaStrictnessTest {
    private static final List<String> QUESTION = List.of(
            "level",
            "ad",
            "time_range",
            "{\"since\":\"2025-07-01\",\"until\":\"2025-07-03\"}",
            "fields",
            "ad_id,spend");

    private final ManualClock clock = ManualClock.at("2025-07-04T12:00:00Z");
    private final PlatformData data = GeneratedData.builder("meta").accounts(2).build();
    private final Account account = data.accounts().get(0);
    private final MetaSimulator simulator = MetaSimulator.builder(data, clock).start();
    private final MetaClient client = new MetaClient(simulator);

    @AfterEach
    void end() {
        simulator.close();
        assertThat(simulator.server().errors()).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("fields", "ad_id,nonsense", 100),
                Arguments.of("fields", "[\"unique_nonsense\"]", 100),
                Arguments.of("breakdowns", "dma", 100),
                Arguments.of("action_attribution_windows", "[\"7d_view\"]", 100),
                Arguments.of("action_attribution_windows", "[\"28d_view\",\"7d_click\"]", 100),
                Arguments.of("use_unified_attribution_setting", "true", 100),
                Arguments.of("limit", "5001", 100),
                Arguments.of("limit", "0", 100),
                Arguments.of("level", "creative", 100),
                Arguments.of("time_increment", "91", 100),
                Arguments.of("time_range", "{\"since\":\"2025-07-03\",\"until\":\"2025-07-01\"}", 100),
                Arguments.of("time_range", "{\"since\":\"2025-7-3\",\"until\":\"2025-07-04\"}", 100),
                Arguments.of("time_range", "2025-07-03", 100),
                Arguments.of("time_range", "{\"since\":\"2022-06-03\",\"until\":\"2025-07-01\"}", 3018),
                Arguments.of("time_ranges", "[]", 100),
                Arguments.of("filtering", "[{\"field\":\"campaign.id\",\"operator\":\"LIKE\",\"value\":\"1\"}]", 100),
                Arguments.of("after", "nonsense", 100));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("mistakes")
    void a_wrong_parameter_of_insights_is_refused(String name, String value, int code) {
        List<String> question = new ArrayList<>(QUESTION);
        question.addAll(List.of(name, value));
        MetaClient.Answer answer = client.get(account.id() + "/insights", question.toArray(new String[0]));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(simulator.violations()).hasSize(1);
        assertThat(simulator.violations().get(0))
                .doesNotContain(MetaClient.TOKEN)
                .doesNotContain(MetaClient.proof());
    }

    @Test
    void a_right_question_is_no_violation() {
        assertThat(client.get(account.id() + "/insights", QUESTION.toArray(new String[0]))
                        .status())
                .isEqualTo(200);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void unknown_parameters_fields_and_statuses_of_lists_are_refused() {
        assertThat(client.get(account.id() + "/ads", "fields", "id,daily_budget")
                        .code())
                .isEqualTo(100);
        assertThat(client.get(account.id() + "/ads", "offset", "1").code()).isEqualTo(100);
        assertThat(client.get(account.id() + "/ads", "effective_status", "[\"REMOVED\"]")
                        .code())
                .isEqualTo(100);
        assertThat(client.get("me/adaccounts", "fields", "nonsense").code()).isEqualTo(100);
        assertThat(simulator.violations()).hasSize(4);
    }

    @Test
    void the_proof_must_be_there_and_right() {
        String target = "/v26.0/" + account.id() + "?fields=id";
        assertThat(client.send(client.request(target)).code()).isEqualTo(100);
        assertThat(client.send(client.request(target + "&appsecret_proof=00")).code())
                .isEqualTo(100);
        assertThat(client.send(client.request(target + "&appsecret_proof=" + MetaClient.proof()))
                        .status())
                .isEqualTo(200);
        assertThat(simulator.violations()).hasSize(2);
    }

    @Test
    void a_token_in_the_query_string_is_answered_but_kept_as_a_violation() {
        String target = "/v26.0/" + account.id() + "?fields=id&appsecret_proof=" + MetaClient.proof();
        assertThat(client.send(client.plain(target + "&access_token=" + MetaClient.TOKEN))
                        .status())
                .isEqualTo(200);
        assertThat(client.send(client.plain(target)).code()).isEqualTo(2500);
        assertThat(simulator.violations()).hasSize(2);
        assertThat(simulator.violations().get(0)).contains("token in the query").doesNotContain(MetaClient.TOKEN);
    }

    @Test
    void versions_that_are_dead_or_not_there_and_unknown_paths_are_refused() {
        String rest = "?fields=id&appsecret_proof=" + MetaClient.proof();
        assertThat(client.send(client.request("/v19.0/" + account.id() + rest)).code())
                .isEqualTo(2635);
        assertThat(client.send(client.request("/v27.0/" + account.id() + rest)).code())
                .isEqualTo(2500);
        assertThat(client.send(client.request("/" + account.id() + rest)).code())
                .isEqualTo(2500);
        assertThat(client.get(account.id() + "/nonsense").code()).isEqualTo(2500);
        assertThat(simulator.violations()).hasSize(4);
    }

    @Test
    void tokens_die_and_permissions_go_and_come_back() {
        simulator.expireToken();
        MetaClient.Answer expired = client.get(account.id(), "fields", "id");
        simulator.deauthorise();
        MetaClient.Answer deauthorised = client.get(account.id(), "fields", "id");
        simulator.reviveToken();
        simulator.forbid(account.id(), 200);
        simulator.forbid(data.accounts().get(1).id(), 10);
        MetaClient.Answer forbidden = client.get(account.id() + "/campaigns", "fields", "id");

        assertThat(expired.code() + "/" + expired.subcode()).isEqualTo("190/463");
        assertThat(deauthorised.code() + "/" + deauthorised.subcode()).isEqualTo("190/458");
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.code()).isEqualTo(200);
        assertThat(client.get(data.accounts().get(1).id(), "fields", "id").code())
                .isEqualTo(10);
        assertThat(client.get("me/adaccounts", "fields", "id").status()).isEqualTo(200);
        simulator.permit(account.id());
        assertThat(client.get(account.id(), "fields", "id").status()).isEqualTo(200);
        assertThat(client.get("act_1", "fields", "id").subcode()).isEqualTo(33);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void a_lenient_one_lets_pass_what_meta_lets_pass() {
        try (MetaSimulator lenient =
                MetaSimulator.builder(data, clock).lenient().start()) {
            MetaClient caller = new MetaClient(lenient);
            List<String> question = new ArrayList<>(QUESTION);
            question.addAll(List.of("action_attribution_windows", "[\"7d_view\",\"7d_click\"]", "nonsense", "1"));

            assertThat(caller.get(account.id() + "/insights", question.toArray(new String[0]))
                            .status())
                    .isEqualTo(200);
            assertThat(caller.send(caller.request("/v26.0/" + account.id() + "?fields=id"))
                            .status())
                    .isEqualTo(200);
            assertThat(lenient.violations()).isEmpty();
        }
    }
}
