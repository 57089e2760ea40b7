package io.banditpipeline.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.security.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How a source is set up. */
class GoogleAdsBuilderTest {
    private static GoogleAdsBuilder user() {
        return GoogleAds.builder().refreshToken("client", Secret.of("pl4nted-a"), Secret.of("pl4nted-b"));
    }

    @Test
    void a_source_needs_credentials_and_nothing_else() {
        try (GoogleAds source = user().build()) {
            assertThat(source.id()).isEqualTo("google_ads");
            assertThat(source.profile().level()).isEqualTo(Level.CAMPAIGN);
            assertThat(source.profile().granularities()).containsOnly(Granularity.DAY, Granularity.HOUR);
            assertThat(source.profile().maxSliceDays()).isEqualTo(366);
            assertThat(source.toString()).doesNotContain("pl4nted");
        }
    }

    @Test
    void what_is_set_is_used() {
        try (GoogleAds source =
                user().id("mine").level(Level.AD).hourly().lookbackDays(400).build()) {
            assertThat(source.id()).isEqualTo("mine");
            assertThat(source.profile().level()).isEqualTo(Level.AD);
            assertThat(source.profile().granularities()).containsOnly(Granularity.HOUR);
            assertThat(source.profile().restatementDays()).isEqualTo(400);
            assertThat(source.profile().maxSliceDays()).isEqualTo(407);
        }
    }

    @Test
    void all_mistakes_are_told_at_once() {
        assertThatThrownBy(() -> GoogleAds.builder().subject("a@b.example").build())
                .isInstanceOfSatisfying(ConfigurationException.class, e -> assertThat(e.problems())
                        .hasSize(2));
    }

    static List<Consumer<GoogleAdsBuilder>> setters() {
        return List.of(
                builder -> builder.id("a"),
                builder -> builder.level(Level.AD),
                GoogleAdsBuilder::hourly,
                builder -> builder.accounts("1"),
                builder -> builder.lookbackDays(3),
                builder -> builder.apiVersion("v25"),
                builder -> builder.loginCustomerId("1-2"),
                builder -> builder.developerToken(Secret.of("pl4nted")),
                builder -> builder.refreshToken("a", Secret.of("pl4nted"), Secret.of("pl4nted")),
                builder -> builder.subject("a"),
                builder -> builder.operationsPerDay(1),
                builder -> builder.baseUri(URI.create("https://a.example")),
                builder -> builder.tokenUri(URI.create("https://a.example/token")),
                builder -> builder.stallTimeout(Duration.ofSeconds(1)),
                builder -> builder.longestWait(Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @MethodSource("setters")
    void nothing_is_set_twice(Consumer<GoogleAdsBuilder> setter) {
        GoogleAdsBuilder builder = GoogleAds.builder();
        setter.accept(builder);
        assertThatThrownBy(() -> setter.accept(builder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("already set")
                .hasMessageNotContaining("pl4nted");
    }

    static List<Consumer<GoogleAdsBuilder>> badValues() {
        return List.of(
                builder -> builder.id(" "),
                builder -> builder.level(Level.ACCOUNT),
                builder -> builder.accounts(),
                builder -> builder.accounts("1", "1"),
                builder -> builder.accounts("act_1"),
                builder -> builder.lookbackDays(0),
                builder -> builder.lookbackDays(1_097),
                builder -> builder.apiVersion("26"),
                builder -> builder.loginCustomerId("x"),
                builder -> builder.refreshToken("", Secret.of("a"), Secret.of("b")),
                builder -> builder.refreshToken("a", Secret.of(" "), Secret.of("b")),
                builder -> builder.operationsPerDay(0),
                builder -> builder.baseUri(URI.create("http://ads.example")),
                builder -> builder.baseUri(URI.create("https://u:p@ads.example")),
                builder -> builder.tokenUri(URI.create("https://ads.example/token?x=1")),
                builder -> builder.stallTimeout(Duration.ZERO),
                builder -> builder.longestWait(Duration.ofSeconds(-1)));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void bad_values_are_refused_at_once(Consumer<GoogleAdsBuilder> setter) {
        assertThatThrownBy(() -> setter.accept(GoogleAds.builder())).isInstanceOf(IllegalArgumentException.class);
    }
}
