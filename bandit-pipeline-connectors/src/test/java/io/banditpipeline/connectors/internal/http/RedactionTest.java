package io.banditpipeline.connectors.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.security.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final String OPAQUE = "EAABsbCS1iHgBAJ0ZCkq7Xy2LpQwErTyUiOpAsDfGhJkLzXcVbNm12345";
    private static final String PLAIN = "hunter2x";

    private final Redaction none = Redaction.of(Set.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://graph.example/act_1/insights?access_token=hunter2x&limit=5",
                "{\"access_token\":\"hunter2x\",\"expires_in\":3599}",
                "{\\\"refresh_token\\\": \\\"hunter2x\\\"}",
                "access_token%3Dhunter2x",
                "client_secret=hunter2x",
                "client secret: hunter2x",
                "Authorization: Bearer hunter2x",
                "authorization=hunter2x",
                "sent Bearer hunter2x to it",
                "Basic hunter2x",
                "TTD-Auth: hunter2x",
                "developer-token: hunter2x",
                "appsecret_proof=hunter2x",
                "password=hunter2x",
                "https://b.s3.example/r.csv?X-Amz-Credential=hunter2x%2F20261101%2Fus-east-1&X-Amz-Expires=60",
                "https://b.s3.example/r.csv?X-Amz-Signature=hunter2x&X-Amz-Expires=60",
                "https://b.s3.example/r.csv?X-Amz-Security-Token=hunter2x%2F%2F&X-Amz-Expires=60",
                "https://b.s3.example/r.csv?AWSAccessKeyId=hunter2x&Expires=60",
                "{\"private_key\":\"-----BEGIN PRIVATE KEY-----\\nAA/BB+hunter2x/CC\\n-----END PRIVATE KEY-----\\n\"}",
                "-----BEGIN RSA PRIVATE KEY-----\nAA/BB\nhunter2x/",
                "\"paging\":{\"next\":\"https:\\/\\/graph.example\\/v26.0\\/act_1\\/ads?access_token=hunter2x&after=QVFI\"}",
                "grant_type=x&assertion=hunter2x",
                "user hunter2x@example.com has no access",
                "user hunter2x%40example.com has no access"
            })
    void what_is_called_a_credential_is_hidden(String text) {
        assertThat(none.clean(text)).doesNotContain(PLAIN).contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Malformed access token EAABsbCS1iHgBAJ0ZCkq7Xy2LpQwErTyUiOpAsDfGhJkLzXcVbNm12345",
                "(EAABsbCS1iHgBAJ0ZCkq7Xy2LpQwErTyUiOpAsDfGhJkLzXcVbNm12345)",
                "ya29.EAABsbCS1iHgBAJ0ZCkq7Xy2LpQwErTyUiOpAsDfGhJkLzXcVbNm12345!"
            })
    void what_looks_like_a_credential_is_hidden(String text) {
        assertThat(none.clean(text)).doesNotContain(OPAQUE).contains("***");
    }

    @Test
    void a_web_token_is_hidden() {
        assertThat(none.clean("token eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIn0.c2lnbmF0dXJl is over"))
                .isEqualTo("token *** is over");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The caller does not have permission: set login-customer-id",
                "Error validating access token: Session has expired on Monday",
                "authorizationError.USER_PERMISSION_DENIED",
                "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION",
                "type.googleapis.com/google.ads.googleads.v26.errors.GoogleAdsFailure",
                "customers/1234567890/campaignBudgets/5551234567890123456",
                "offsite_conversion.fb_pixel_purchase_28d_click",
                "(#17) User request limit reached, subcode 2446079",
                "Retry in 30 seconds, at 2026-03-01T06:00:00Z",
                "request 3f2504e0-4f89-11d3-9a0c-0305e82c3301"
            })
    void what_a_person_needs_is_left(String text) {
        assertThat(none.clean(text)).isEqualTo(text);
    }

    @Test
    void known_credentials_are_hidden_in_every_writing() {
        Redaction redaction = Redaction.of(Set.of(Secret.of("a/b c+d=")));

        assertThat(redaction.clean("a/b c+d= or a%2Fb+c%2Bd%3D or a\\/b c+d=")).isEqualTo("*** or *** or ***");
    }

    @Test
    void headers_of_a_call_are_hidden_with_and_without_their_scheme() {
        Redaction redaction = none.and(List.of(Secret.of("Bearer short-token")));

        assertThat(redaction.clean("short-token was refused")).isEqualTo("*** was refused");
    }

    @Test
    void a_long_text_is_cut_and_costs_little() {
        String text = "a".repeat(1 << 20) + "@" + "b".repeat(1 << 20);

        assertThat(Duration.ofNanos(time(() -> none.clean(text)))).isLessThan(Duration.ofSeconds(5));
        assertThat(none.clean("word ".repeat(100_000))).hasSizeLessThan(500);
    }

    private static long time(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return System.nanoTime() - begun;
    }

    @Property
    void a_known_credential_is_never_seen_wherever_it_stands(
            @ForAll("secrets") String secret, @ForAll("texts") String before, @ForAll("texts") String after) {
        Redaction redaction = Redaction.of(Set.of(Secret.of(secret)));

        assertThat(redaction.clean(before + secret + after + secret)).doesNotContain(secret);
    }

    @Property
    void an_unknown_opaque_token_is_never_seen_wherever_it_stands(
            @ForAll("tokens") String token, @ForAll("texts") String before, @ForAll("texts") String after) {
        assertThat(none.clean(before + " " + token + " " + after)).doesNotContain(token);
        assertThat(none.clean(before + "access_token=" + token + "&" + after)).doesNotContain(token);
    }

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .numeric()
                .withChars("-_.~+/=")
                .ofMinLength(8)
                .ofMaxLength(200);
    }

    @Provide
    Arbitrary<String> tokens() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .numeric()
                .ofMinLength(60)
                .ofMaxLength(300)
                .filter(token -> token.chars().filter(Character::isDigit).count() >= 2);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().ascii().ofMaxLength(600);
    }
}
