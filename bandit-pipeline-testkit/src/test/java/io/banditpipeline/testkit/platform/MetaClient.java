package io.banditpipeline.testkit.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A caller of the Graph API that does what it is told. */
final class MetaClient {
    static final String TOKEN = "EAAB-simulated-token";
    private static final String APP_SECRET = "simulated-app-secret";

    private final HttpClient http = HttpClient.newHttpClient();
    private final MetaSimulator simulator;

    MetaClient(MetaSimulator simulator) {
        this.simulator = simulator;
    }

    /** What was answered; a body that is not JSON is a missing node. */
    record Answer(int status, JsonNode json, Map<String, String> headers) {
        int code() {
            return json.path("error").path("code").asInt();
        }

        int subcode() {
            return json.path("error").path("error_subcode").asInt();
        }

        String cursor() {
            return json.path("paging").path("cursors").path("after").asText();
        }

        boolean hasNext() {
            return json.path("paging").has("next");
        }
    }

    /** A GET with token and proof; parameters are names and values in turn. */
    Answer get(String path, String... parameters) {
        return send(request("/v26.0/" + path + "?appsecret_proof=" + proof() + "&" + encoded(parameters))
                .GET());
    }

    Answer post(String path, String... parameters) {
        return send(request("/v26.0/" + path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("appsecret_proof=" + proof() + "&" + encoded(parameters))));
    }

    /** A request to a path and query as they are, with the token. */
    HttpRequest.Builder request(String target) {
        return plain(target).header("Authorization", "Bearer " + TOKEN);
    }

    /** A request to a path and query as they are. */
    HttpRequest.Builder plain(String target) {
        return HttpRequest.newBuilder(URI.create(simulator.uri() + target));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> headers = new LinkedHashMap<>();
            response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
            return new Answer(response.statusCode(), Json.objectOf(response.body()), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String proof() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(TOKEN.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encoded(String... parameters) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            byName.put(parameters[i], parameters[i + 1]);
        }
        return byName.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
