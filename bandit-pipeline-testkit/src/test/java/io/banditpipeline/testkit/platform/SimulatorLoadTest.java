package io.banditpipeline.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.testkit.clock.ManualClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulatorLoadTest {
    private static final String HOURLY =
            "SELECT campaign.id, segments.date, segments.hour, metrics.clicks FROM campaign"
                    + " WHERE segments.date BETWEEN '%s' AND '2026-02-02'";

    private final ManualClock clock = ManualClock.at("2026-03-02T12:00:00Z");
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void two_hundred_accounts_at_once_get_all_of_their_rows_although_one_call_in_ten_fails() throws Exception {
        String[] ids = IntStream.range(0, 200).mapToObj(i -> "1" + (1_000 + i)).toArray(String[]::new);
        try (GoogleAdsSimulator google = GoogleAdsSimulator.builder(ScriptedPlatform.of("google_ads", ids), clock)
                .user("id", "secret", "refresh")
                .failRandomly(11, 0.1)
                .start()) {
            String token = token(google);
            ExecutorService threads = Executors.newFixedThreadPool(32);
            List<Future<Integer>> rows = Arrays.stream(ids)
                    .map(id -> threads.submit(() -> rowsUntilItWorks(google, id, token)))
                    .toList();
            for (Future<Integer> count : rows) {
                assertThat(count.get()).isEqualTo(8);
            }
            threads.shutdown();

            assertThat(google.failedOnPurpose()).isBetween(5L, 80L);
            assertThat(google.server().received()).isGreaterThan(200);
            assertThat(google.server().errors()).isEmpty();
        }
    }

    @Test
    void three_years_of_hours_are_streamed() throws Exception {
        ScriptedPlatform data = ScriptedPlatform.of("google_ads", "1").hours(24);
        try (GoogleAdsSimulator google = GoogleAdsSimulator.builder(data, clock)
                .user("id", "secret", "refresh")
                .start()) {
            HttpRequest request = request(google, "1", token(google), HOURLY.formatted("2023-02-03"));
            long bytes = 0;
            try (InputStream in =
                    client.send(request, BodyHandlers.ofInputStream()).body()) {
                byte[] buffer = new byte[1 << 16];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    bytes += read;
                }
            }
            assertThat(bytes).isGreaterThan(7_000_000);
        }
    }

    private int rowsUntilItWorks(GoogleAdsSimulator google, String id, String token) throws InterruptedException {
        while (true) {
            try {
                HttpResponse<String> answer = client.send(
                        request(google, id, token, HOURLY.formatted("2026-02-01")), BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return SimulatorClient.json(answer).get(0).path("results").size();
                }
            } catch (IOException e) {
                continue; // a broken stream or a reset: tried again
            }
        }
    }

    private static HttpRequest request(GoogleAdsSimulator google, String id, String token, String query) {
        return HttpRequest.newBuilder(google.apiUri().resolve("/v26/customers/" + id + "/googleAds:searchStream"))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString("{\"query\":\"" + query + "\"}"))
                .build();
    }

    private String token(GoogleAdsSimulator google) throws InterruptedException {
        while (true) {
            try {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(google.tokenUri())
                                .POST(BodyPublishers.ofString(
                                        "grant_type=refresh_token&client_id=id&client_secret=secret"
                                                + "&refresh_token=refresh"))
                                .build(),
                        BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return SimulatorClient.json(answer).path("access_token").asText();
                }
            } catch (IOException e) {
                continue; // a broken stream or a reset: tried again
            }
        }
    }
}
