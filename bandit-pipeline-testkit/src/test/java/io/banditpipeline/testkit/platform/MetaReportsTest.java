package io.banditpipeline.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.testkit.clock.ManualClock;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reports from start to expiry. */
class MetaReportsTest {
    private static final String[] QUESTION = {
        "level",
        "ad",
        "time_range",
        "{\"since\":\"2025-07-01\",\"until\":\"2025-07-02\"}",
        "fields",
        "ad_id,impressions"
    };

    private final ManualClock clock = ManualClock.at("2025-07-04T12:00:00Z");
    private final PlatformData data = GeneratedData.builder("meta").accounts(2).build();
    private final Account account = data.accounts().get(0);
    private final MetaSimulator simulator = MetaSimulator.builder(data, clock)
            .reportsTake(Duration.ofSeconds(100))
            .tooMuchForReports(data.accounts().get(1).id(), 3)
            .start();
    private final MetaClient client = new MetaClient(simulator);

    @AfterEach
    void end() {
        simulator.close();
        assertThat(simulator.server().errors()).isEmpty();
    }

    @Test
    void a_report_goes_through_all_states_and_is_completed_only_at_100_percent() {
        String report = start(account);
        List<String> states = new ArrayList<>();
        for (int seconds : new int[] {0, 15, 25, 60, 5, 15}) {
            clock.advance(Duration.ofSeconds(seconds));
            states.add(state(report));
        }
        clock.advance(Duration.ofDays(30));
        states.add(state(report));

        assertThat(states)
                .containsExactly(
                        "Job Not Started 0",
                        "Job Started 0",
                        "Job Running 40",
                        "Job Completed 97",
                        "Job Completed 97",
                        "Job Completed 100",
                        "Job Skipped 0");
        assertThat(simulator.calls(MetaEndpoint.REPORT_STATUS)).isEqualTo(7);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void its_rows_are_those_of_the_same_question_at_once_and_come_in_pages() {
        JsonNode atOnce = client.get(account.id() + "/insights", with("limit", "500"))
                .json()
                .get("data");
        String report = start(account);
        clock.advance(Duration.ofSeconds(121));
        MetaClient.Answer first = client.get(report + "/insights", "limit", "10");
        JsonNode second = client.get(report + "/insights", "limit", "10", "after", first.cursor())
                .json();
        List<String> told = new ArrayList<>();
        first.json().get("data").forEach(row -> told.add(row.toString()));
        second.get("data").forEach(row -> told.add(row.toString()));
        List<String> expected = new ArrayList<>();
        atOnce.forEach(row -> expected.add(row.toString()));

        assertThat(told).isEqualTo(expected).hasSizeBetween(11, 20);
        assertThat(second.get("paging").has("next")).isFalse();
    }

    @Test
    void rows_that_are_read_too_early_are_refused_or_only_half_of_them_and_kept_as_a_violation() {
        String report = start(account);
        assertThat(client.get(report + "/insights", "limit", "500").code()).isEqualTo(100);
        clock.advance(Duration.ofSeconds(110));
        int half = client.get(report + "/insights", "limit", "500")
                .json()
                .get("data")
                .size();
        clock.advance(Duration.ofSeconds(30));
        int all = client.get(report + "/insights", "limit", "500")
                .json()
                .get("data")
                .size();

        assertThat(half).isEqualTo(all / 2);
        assertThat(simulator.violations()).hasSize(2);
    }

    @Test
    void ids_are_told_as_a_number_and_as_a_string_in_turn() {
        JsonNode first =
                client.post(account.id() + "/insights", QUESTION).json().get("report_run_id");
        JsonNode second =
                client.post(account.id() + "/insights", QUESTION).json().get("report_run_id");

        assertThat(first.isNumber()).isTrue();
        assertThat(first.asLong()).isGreaterThan(1L << 53);
        assertThat(second.isTextual()).isTrue();
    }

    @Test
    void a_report_fails_is_skipped_or_hangs_as_planned() {
        simulator.endNextReports(MetaReportEnd.FAILED, MetaReportEnd.SKIPPED, MetaReportEnd.STUCK);
        String failed = start(account);
        String skipped = start(account);
        String stuck = start(account);
        String fine = start(account);
        clock.advance(Duration.ofHours(1));

        JsonNode status = client.get(failed).json();
        assertThat(status.get("async_status").asText()).isEqualTo("Job Failed");
        assertThat(status.get("error_code").asInt()).isEqualTo(-2);
        assertThat(status.get("error_subcode").asInt()).isEqualTo(2490547);
        HttpRequest.Builder older = client.request("/v24.0/" + failed + "?appsecret_proof=" + MetaClient.proof());
        assertThat(client.send(older).json().has("error_code")).isFalse();
        assertThat(state(skipped)).isEqualTo("Job Skipped 0");
        assertThat(state(stuck)).isEqualTo("Job Running 99");
        assertThat(state(fine)).isEqualTo("Job Completed 100");
    }

    @Test
    void a_report_of_too_much_fails_and_says_why() {
        String report = start(data.accounts().get(1));
        clock.advance(Duration.ofHours(1));
        JsonNode status = client.get(report).json();

        assertThat(status.get("async_status").asText()).isEqualTo("Job Failed");
        assertThat(status.get("error_code").asInt()).isEqualTo(100);
        assertThat(status.get("error_subcode").asInt()).isEqualTo(1487534);
    }

    private String start(Account of) {
        MetaClient.Answer answer = client.post(of.id() + "/insights", QUESTION);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().get("report_run_id").asText();
    }

    private String state(String report) {
        JsonNode status = client.get(report).json();
        return status.get("async_status").asText() + " "
                + status.get("async_percent_completion").asInt();
    }

    private static String[] with(String name, String value) {
        List<String> more = new ArrayList<>(List.of(QUESTION));
        more.addAll(List.of(name, value));
        return more.toArray(new String[0]);
    }
}
