package io.banditpipeline.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.banditpipeline.call.ApiCallLog;
import io.banditpipeline.connectors.internal.http.AnswerReader;
import io.banditpipeline.connectors.internal.http.ApiClient;
import io.banditpipeline.connectors.internal.http.ApiRequest;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.platform.GoogleAdsSimulator;
import io.banditpipeline.workflow.Cancellation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users and service accounts. */
class CredentialsTest {
    private static final KeyPair KEYS = keys();

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(KEYS.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static Path keyFile(Path folder, URI tokenUri) throws IOException {
        String json = new ObjectMapper()
                .writeValueAsString(Map.of(
                        "type", "service_account",
                        "client_email", "robot@project.iam.example",
                        "private_key_id", "key-1",
                        "private_key", pem(),
                        "token_uri", tokenUri.toString()));
        return Files.writeString(folder.resolve("key.json"), json);
    }

    @Test
    void a_service_account_signs_for_itself_or_for_a_user(@TempDir Path folder) throws IOException {
        GoogleFixture plain = GoogleFixture.plain();
        try (plain;
                GoogleAdsSimulator simulator = GoogleAdsSimulator.builder(plain.data, plain.clock)
                        .serviceAccount("robot@project.iam.example", KEYS.getPublic())
                        .start()) {
            GoogleAdsBuilder byFile = GoogleAds.builder()
                    .serviceAccount(keyFile(folder, simulator.tokenUri()))
                    .subject("person@example.com")
                    .baseUri(simulator.apiUri())
                    .clock(plain.clock);
            GoogleAdsBuilder byFields = GoogleAds.builder()
                    .serviceAccount("robot@project.iam.example", Secret.of(pem()))
                    .tokenUri(simulator.tokenUri())
                    .baseUri(simulator.apiUri())
                    .clock(plain.clock);
            try (GoogleAds one = byFile.build();
                    GoogleAds other = byFields.build()) {
                assertThat(one.accounts()).isEqualTo(other.accounts()).hasSize(2);
            }
        }
    }

    @Test
    void what_is_signed_says_who_asks_for_what_from_whom_and_until_when() throws IOException {
        ServiceAccountKey key = ServiceAccountKey.of("robot@project.iam.example", Secret.of(pem()));
        ServiceAccountGrant grant = new ServiceAccountGrant(key, "person@example.com", "https://tokens.example/token");
        String assertion = Optional.ofNullable(
                        grant.form(Instant.ofEpochSecond(1_000)).get("assertion"))
                .orElseThrow();
        JsonNode claims = new ObjectMapper()
                .readTree(Base64.getUrlDecoder().decode(assertion.split("\\.", -1)[1]));
        assertThat(claims.toString())
                .isEqualTo(
                        "{\"iss\":\"robot@project.iam.example\",\"scope\":\"https://www.googleapis.com/auth/adwords\","
                                + "\"aud\":\"https://tokens.example/token\",\"iat\":1000,\"exp\":4600,"
                                + "\"sub\":\"person@example.com\"}");
        assertThat(grant.toString()).doesNotContain(pem().substring(40, 80));
    }

    @Test
    void a_key_that_cannot_be_read_is_refused_without_showing_it(@TempDir Path folder) throws IOException {
        Path noJson = Files.writeString(folder.resolve("a.json"), "pl4nted-secret");
        Path noKey =
                Files.writeString(folder.resolve("b.json"), "{\"type\":\"authorized_user\",\"x\":\"pl4nted-secret\"}");
        for (Path file : new Path[] {noJson, noKey, folder.resolve("missing.json")}) {
            assertThatThrownBy(() -> GoogleAds.builder().serviceAccount(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(file.getFileName().toString())
                    .hasMessageNotContaining("pl4nted");
        }
        assertThatThrownBy(() -> GoogleAds.builder().serviceAccount("a@b.example", Secret.of("pl4nted-secret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("pl4nted")
                .hasNoCause();
    }

    @Test
    void a_token_is_given_to_no_other_host() {
        try (GoogleFixture google = GoogleFixture.plain()) {
            AccessTokens tokens = new AccessTokens(
                    new NoClient(),
                    new RefreshTokenGrant("c", Secret.of("pl4nted-s"), Secret.of("pl4nted-r")),
                    URI.create("https://tokens.example/token"),
                    URI.create("https://api.example"),
                    null,
                    google.clock);
            assertThatThrownBy(() -> tokens.headers(URI.create("https://evil.example/v26")))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("evil.example");
        }
    }

    @Test
    void credentials_that_were_refused_are_not_offered_again_by_everyone_who_waits() {
        try (GoogleFixture google = GoogleFixture.plain()) {
            AtomicInteger asked = new AtomicInteger();
            AccessTokens tokens = new AccessTokens(
                    new Refusing(asked),
                    new RefreshTokenGrant("c", Secret.of("pl4nted-s"), Secret.of("pl4nted-r")),
                    URI.create("https://tokens.example/token"),
                    URI.create("https://api.example"),
                    null,
                    google.clock);
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> tokens.headers(URI.create("https://api.example/v26")))
                        .isInstanceOfSatisfying(SourceException.class, refused -> assertThat(refused.kind())
                                .isEqualTo(SourceException.Kind.AUTHENTICATION));
            }
            assertThat(asked).hasValue(1);
        }
    }

    /** A token endpoint that takes no credentials. */
    private record Refusing(AtomicInteger asked) implements ApiClient {
        @Override
        public <T> T call(ApiRequest request, AnswerReader<T> reader, Cancellation cancellation) {
            asked.incrementAndGet();
            throw new SourceException(SourceException.Kind.AUTHENTICATION, "revoked", null);
        }

        @Override
        public void attach(ApiCallLog log) {}

        @Override
        public void close() {}
    }
}
