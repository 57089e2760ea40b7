package io.banditpipeline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page and the example, held to the table that they are generated from. */
class GeneratedFilesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final String EXAMPLE = "bandit-pipeline.example.yaml";

    @Test
    void the_page_is_what_the_table_of_options_says() throws IOException {
        requireGenerated("configuration.md", ConfigurationPage.text());
    }

    @Test
    void the_example_is_what_the_table_of_options_says() throws IOException {
        requireGenerated(EXAMPLE, ExampleFile.text());
    }

    private static void requireGenerated(String name, String generated) throws IOException {
        Path file = DOCS.resolve(name);
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(file, generated);
        }
        assertThat(file)
                .as(
                        "docs/%s is not what the options say. Run: mvn -pl bandit-pipeline-config -am test"
                                + " -Dtest=GeneratedFilesTest -Dsurefire.failIfNoSpecifiedTests=false -Dregenerate=true",
                        name)
                .exists()
                .content()
                .isEqualTo(generated);
    }

    @Test
    void the_example_is_read_without_a_warning() {
        PipelineSettings settings = Settings.read(ExampleFile.text());

        assertThat(settings.database()).hasToString("sqlite:///bandit-pipeline.db");
        assertThat(settings.jobs())
                .extracting(job -> job.spec().name() + " -> " + job.workflow())
                .containsExactly("hourly_metrics -> hourly", "daily_aggregation -> daily", "weekly_model -> model");
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void the_example_sets_what_has_a_default_to_it() {
        PipelineSettings settings = Settings.read(ExampleFile.text());

        assertThat(Options.ALL)
                .filteredOn(option -> option.standard() != null)
                .filteredOn(
                        option -> ExampleFile.isActive(option) && !option.path().contains("*"))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(settings.values().get(option).map(Object.class::cast))
                        .as(option.path())
                        .contains(option.standard()));
    }

    @Test
    void every_option_and_section_stands_in_the_example_and_every_example_is_allowed() {
        String example = ExampleFile.text();
        for (Option<?> option : Options.ALL) {
            assertThat(example).contains(" " + option.key() + ": " + option.example() + "\n");
            requireAllowed(option);
        }
    }

    private static <T> void requireAllowed(Option<T> option) {
        String text = new Variables(name -> name.equals("ALERT_WEBHOOK_URL") ? "https://hooks.example.org/x" : "x")
                .replace(withoutMarks(option))
                .text();
        try {
            assertThat(option.kind().parser().parse(text)).isNotNull();
        } catch (BadValue bad) {
            throw new AssertionError(option.path() + " does not allow its example " + option.example(), bad);
        }
    }

    /** An example without quotes, and without the brackets of lists. */
    private static String withoutMarks(Option<?> option) {
        String text = option.example().replace("\"", "").replace("'", "");
        return option.kind().element() == null ? text : text.replaceAll("[\\[\\]]", "");
    }

    @Test
    void every_option_belongs_to_a_section_and_no_path_comes_twice() {
        List<String> sections = Options.SECTIONS.stream().map(Section::path).toList();
        assertThat(Options.ALL).allSatisfy(option -> assertThat(sections).contains(option.section()));
        assertThat(Options.ALL.stream().map(Option::path).toList()).doesNotHaveDuplicates();
    }
}
