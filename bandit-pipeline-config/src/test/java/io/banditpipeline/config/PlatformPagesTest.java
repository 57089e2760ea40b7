package io.banditpipeline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings that pages of the documentation show. */
class PlatformPagesTest {
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private static String shown(String page) throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("..", "docs", page)))
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(strings = {"google-ads.md", "meta.md", "trade-desk.md", "configuration.md"})
    void settings_of_a_page_are_read_without_a_warning(String page) throws IOException {
        PipelineSettings settings = PipelineSettings.read(shown(page), name -> "x");

        assertThat(settings.hasSources()).isTrue();
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void the_page_of_budgets_shows_a_section_that_is_read_beside_its_sources() throws IOException {
        String sources = """
                sources:
                  google: {type: google_ads, client_id: a, client_secret: '${S}', refresh_token: '${S}'}
                  meta: {type: meta, access_token: '${S}'}
                """;

        assertThat(BudgetSettings.names(PipelineSettings.read(sources + shown("budgets.md"), name -> "x")
                        .values()))
                .containsExactly("google", "meta");
    }
}
