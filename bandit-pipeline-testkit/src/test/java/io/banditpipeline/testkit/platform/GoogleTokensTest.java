package io.banditpipeline.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.testkit.clock.ManualClock;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleTokensTest {
    private static final String EMAIL = "robot@project.iam.gserviceaccount.com";
    private static final String SCOPE = "https://www.googleapis.com/auth/adwords";
    private static final String AUDIENCE = "https://oauth2.googleapis.com/token";

    private final KeyPair keys = keys();
    private final ManualClock clock = ManualClock.at("2026-03-02T12:00:00Z");
    private final SimulatorClient client = new SimulatorClient();
    private final GoogleAdsSimulator google = GoogleAdsSimulator.builder(ScriptedPlatform.of("google_ads", "1"), clock)
            .user("id", "secret", "refresh")
            .serviceAccount(EMAIL, keys.getPublic())
            .audience(AUDIENCE)
            .start();

    @AfterEach
    void the_simulator_itself_made_no_mistake() {
        google.close();
        assertThat(google.server().errors()).isEmpty();
    }

    @Test
    void a_refresh_token_gives_an_access_token_for_not_quite_an_hour() {
        HttpResponse<String> answer = refresh("id", "secret", "refresh");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(SimulatorClient.json(answer).path("expires_in").asInt()).isEqualTo(3_599);
        assertThat(SimulatorClient.json(answer).path("token_type").asText()).isEqualTo("Bearer");
        assertThat(google.calls()).containsEntry("token", 1L);
    }

    @ParameterizedTest
    @CsvSource({
        "id, secret, other, 400, invalid_grant",
        "id, other, refresh, 401, invalid_client",
        "other, secret, refresh, 401, invalid_client"
    })
    void wrong_credentials_are_refused_in_the_form_of_oauth(
            String id, String secret, String token, int status, String error) {
        HttpResponse<String> answer = refresh(id, secret, token);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(SimulatorClient.json(answer).path("error").asText()).isEqualTo(error);
    }

    @Test
    void credentials_do_not_belong_in_the_address() {
        HttpResponse<String> answer = client.send(
                "POST", google.tokenUri().resolve("/token?grant_type=refresh_token&refresh_token=refresh"), "");

        assertThat(SimulatorClient.json(answer).path("error").asText()).isEqualTo("invalid_request");
    }

    @Test
    void revoked_grants_are_over() {
        google.revokeGrants();

        assertThat(SimulatorClient.json(refresh("id", "secret", "refresh"))
                        .path("error_description")
                        .asText())
                .isEqualTo("Token has been expired or revoked.");
    }

    @Test
    void a_service_account_signs_for_its_token() {
        assertThat(assertion(EMAIL, SCOPE, AUDIENCE, 0, 3_600, keys).statusCode())
                .isEqualTo(200);
        assertThat(assertion(EMAIL, SCOPE, google.tokenUri().toString(), 0, 3_600, keys)
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "other@x, " + SCOPE + ", " + AUDIENCE + ", 0, 3600, account not found",
        EMAIL + ", other, " + AUDIENCE + ", 0, 3600, Invalid OAuth scope",
        EMAIL + ", " + SCOPE + ", https://other, 0, 3600, audience",
        EMAIL + ", " + SCOPE + ", " + AUDIENCE + ", 0, 3601, short-lived",
        EMAIL + ", " + SCOPE + ", " + AUDIENCE + ", -3600, 3600, short-lived",
        EMAIL + ", " + SCOPE + ", " + AUDIENCE + ", 301, 3600, short-lived"
    })
    void an_assertion_has_to_be_right_in_all_its_claims(
            String issuer, String scope, String audience, int issuedIn, int life, String message) {
        HttpResponse<String> answer = assertion(issuer, scope, audience, issuedIn, life, keys);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(SimulatorClient.json(answer).path("error_description").asText())
                .contains(message);
    }

    @Test
    void an_assertion_that_another_key_has_signed_is_refused() {
        assertThat(assertion(EMAIL, SCOPE, AUDIENCE, 0, 3_600, keys()).body()).contains("Invalid JWT Signature.");
    }

    private HttpResponse<String> refresh(String id, String secret, String token) {
        return client.send(
                "POST",
                google.tokenUri(),
                "grant_type=refresh_token&client_id=" + id + "&client_secret=" + secret + "&refresh_token=" + token);
    }

    private HttpResponse<String> assertion(
            String issuer, String scope, String audience, int issuedIn, int life, KeyPair signer) {
        long issued = clock.instant().getEpochSecond() + issuedIn;
        String claims = Json.object()
                .put("iss", issuer)
                .put("scope", scope)
                .put("aud", audience)
                .put("iat", issued)
                .put("exp", issued + life)
                .toString();
        String content = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.getBytes(StandardCharsets.UTF_8));
        String form = "grant_type="
                + URLEncoder.encode("urn:ietf:params:oauth:grant-type:jwt-bearer", StandardCharsets.UTF_8)
                + "&assertion=" + content + "." + encoded(signed(content, signer));
        return client.send("POST", google.tokenUri(), form);
    }

    private static byte[] signed(String content, KeyPair signer) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(signer.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
