package io.banditpipeline.config;

import static io.banditpipeline.config.Settings.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.error.ConfigurationException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with mistakes, and what is said of each. */
class BrokenFilesTest {
    private static final String DATABASE = "database: {connection_string: 'sqlite:///a.db'}\n";

    @TempDir
    private Path folder;

    private List<String> problemsOf(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("bandit.yaml"), bytes);
        return problemsOf(file);
    }

    private static List<String> problemsOf(Path file) {
        try {
            PipelineSettings.read(file, name -> null);
            return List.of();
        } catch (ConfigurationException wrong) {
            return wrong.problems();
        }
    }

    @Test
    void every_mistake_is_told_at_once_with_its_place_in_the_order_of_the_file() {
        assertThatThrownBy(() -> Settings.read("""
                        databse:
                          type: sqlite
                        scheduler:
                          enabled: maybe
                          timezone: America/New_Yrok
                          jobs:
                            hourly_metrics:
                              interval: 0
                            daily_aggregation:
                              time: "25:00"
                              tiem: "02:00"
                            monthly:
                              interval: 1h
                        webhooks:
                          port: 80800
                          endpoints: [google, meta]
                        data_quality:
                          alert_threshold: 10%
                        history_days: 30
                        """))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        The pipeline cannot be built, 11 problems:
                         - line 1, column 1: there is no databse: did you mean database? Known here: database, scheduler, webhooks, data_quality, alerts, pipeline, workflows, sources, campaigns, arms, exchange_rates, budgets
                         - line 4, column 12: scheduler.enabled must be true or false (yes, no, on and off mean the same), but is "maybe"
                         - line 5, column 13: scheduler.timezone must be a time zone such as America/New_York or UTC, but is "America/New_Yrok": did you mean America/New_York?
                         - line 8, column 17: scheduler.jobs.hourly_metrics.interval must be seconds, or a number with ms, s, m, h or d, from 1s to 366d, but is "0"
                         - line 10, column 13: scheduler.jobs.daily_aggregation.time must be a time of day from 00:00 to 23:59, such as 02:00, but is "25:00"
                         - line 11, column 7: there is no scheduler.jobs.daily_aggregation.tiem: did you mean time? Known in scheduler.jobs.daily_aggregation: enabled, interval, time, day, timezone, missed_runs, grace, jitter, workflow
                         - line 12, column 5: scheduler.jobs.monthly.workflow is missing: write daily, hourly, model or a workflow of the host. Only daily_aggregation and hourly_metrics need none
                         - line 15, column 9: webhooks.port must be a whole number from 1 to 65535, but is "80800"
                         - line 16, column 14: webhooks.endpoints must be a section of keys and values: google, meta, trade_desk
                         - line 18, column 20: data_quality.alert_threshold must be a number from 0 to 1, but is "10%": write 10 % as 0.1
                         - line 19, column 1: there is no history_days: it belongs to pipeline.history_days. Known here: database, scheduler, webhooks, data_quality, alerts, pipeline, workflows, sources, campaigns, arms, exchange_rates, budgets""");
    }

    @Test
    void a_job_says_either_an_interval_or_a_time() {
        assertThat(problems("""
                        scheduler:
                          jobs:
                            hourly_metrics: {interval: 3600, time: "02:00"}
                            daily_aggregation:
                            weekly: {day: monday, interval: 7d, workflow: model}
                            often: {interval: 60, jitter: 2m, workflow: hourly}
                        """))
                .containsExactly(
                        "line 3, column 5: scheduler.jobs.hourly_metrics has an interval and a time: keep one",
                        "line 4, column 23: scheduler.jobs.daily_aggregation has no interval and no time: write one, such"
                                + " as interval: 3600 or time: \"02:00\"",
                        "line 5, column 19: scheduler.jobs.weekly.day means nothing beside an interval: remove it, or write"
                                + " a time instead of the interval",
                        "line 6, column 35: scheduler.jobs.often cannot be used: jitter of job 'often' must be shorter than"
                                + " PT1M, the usual distance of its slots, but is PT2M");
    }

    @Test
    void a_key_that_comes_twice_is_told_where_it_comes_again() {
        assertThat(problems(DATABASE + "pipeline:\n  history_days: 3\n  history_days: 4\npipeline: {}\n"))
                .containsExactly(
                        "line 4, column 3: pipeline.history_days comes twice in its section: keep one",
                        "line 5, column 1: pipeline comes twice in its section: keep one");
    }

    @Test
    void a_tab_is_called_a_tab() {
        assertThat(problems("database:\n\ttype: sqlite\n"))
                .containsExactly("line 2, column 1: this is not YAML: a tab stands where only spaces may: indent with"
                        + " spaces");
    }

    @Test
    void values_of_the_wrong_shape_are_told_without_guessing() {
        assertThat(problems("""
                        pipeline: 400
                        workflows:
                          parallelism: [4]
                          step_timeout:
                          instance: {name: a}
                        """))
                .containsExactly(
                        "line 1, column 11: pipeline must be a section of keys and values: history_days, training_days,"
                                + " refit_model_after, constant_currency",
                        "line 3, column 16: workflows.parallelism must be a single value, not a list or a section: a whole"
                                + " number from 1 to 1000",
                        "line 4, column 3: workflows.step_timeout has no value: write seconds, or a number with ms, s, m, h"
                                + " or d, from 1ms to 366d, or remove the line",
                        "line 5, column 13: workflows.instance must be a single value, not a list or a section: 1 to 50"
                                + " characters");
    }

    @Test
    void anchors_aliases_tags_and_second_documents_are_refused() {
        assertThat(problems("pipeline: &p\n  history_days: 3\nworkflows: *p\n"))
                .containsExactly(
                        "line 1, column 11: anchors (&name) and aliases (*name) are not read: write the value out",
                        "line 3, column 12: anchors (&name) and aliases (*name) are not read: write the value out");
        assertThat(problems("pipeline:\n  history_days: !!int 3\n"))
                .containsExactly("line 2, column 17: tags (!name) are not read: remove it");
        assertThat(problems(DATABASE + "---\n" + DATABASE))
                .containsExactly("line 2, column 1: a second document begins here: keep one");
    }

    @Test
    void a_bomb_of_aliases_is_refused_before_it_grows() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int level = 1; level < 60; level++) {
            String before = "*a" + (level - 1);
            bomb.append("a" + level + ": &a" + level + " [" + before + ", " + before + "]\n");
        }
        assertThat(problems(bomb.toString())).hasSize(60 + 2 * 59).allSatisfy(problem -> assertThat(problem)
                .contains("anchors (&name) and aliases (*name) are not read"));
    }

    @Test
    void nesting_without_end_is_refused() {
        assertThat(problems("a: " + "[".repeat(100_000)))
                .containsExactly("line 1, column 23: more than 20 levels are nested: is it the right file?");
        assertThat(problems("{a: ".repeat(50_000)))
                .hasSize(1)
                .first()
                .asString()
                .contains("more than 20 levels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\n", "# only a comment\n", "---\n", "~\n", "\uFEFF"})
    void nothing_is_told_to_be_nothing(String yaml) {
        assertThat(problems(yaml)).containsExactly("there is nothing in the settings: name a database at least");
    }

    @Test
    void a_list_or_a_text_is_no_file_of_settings() {
        String expected =
                "the settings must be sections of keys and values: database, scheduler, webhooks, data_quality,"
                        + " alerts, pipeline, workflows, sources, campaigns, arms, exchange_rates, budgets";
        assertThat(problems("- database\n")).containsExactly(expected);
        assertThat(problems("hello")).containsExactly(expected);
    }

    @Test
    void a_byte_order_mark_and_the_line_ends_of_windows_change_nothing() throws IOException {
        String yaml = "\uFEFF" + Settings.FIRST_DESIGN.replace("\n", "\r\n");
        assertThat(problemsOf(yaml.getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(problemsOf(yaml.replace("8080", "eighty").getBytes(StandardCharsets.UTF_8)))
                .containsExactly("line 20, column 9: webhooks.port must be a whole number from 1 to 65535, but is"
                        + " \"eighty\"");
    }

    @Test
    void another_encoding_is_told_with_the_first_byte_that_is_wrong() throws IOException {
        byte[] latin = "pipeline:\n  # 30 Tage f\u00fcr M\u00fcnchen\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(problemsOf(latin))
                .containsExactly("line 2: byte 24 of the file is not UTF-8: save the file in that encoding");
        assertThat(problemsOf(Settings.FIRST_DESIGN.getBytes(StandardCharsets.UTF_16)))
                .containsExactly("line 1: byte 1 of the file is not UTF-8: save the file in that encoding");
    }

    @Test
    void what_is_no_file_is_told() throws IOException {
        Path missing = folder.resolve("missing.yaml");
        assertThat(problemsOf(missing))
                .containsExactly("there is no file " + missing.toAbsolutePath() + ": name one that exists");
        assertThat(problemsOf(folder)).containsExactly(folder.toAbsolutePath() + " is a directory: name a file in it");
        Path large = folder.resolve("large.yaml");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(100_000_000);
        }
        assertThat(problemsOf(large)).containsExactly("the file is longer than 1048576 bytes: is it the right one?");
    }

    @Test
    void a_character_that_yaml_forbids_is_named() {
        assertThat(problems("pipeline:\n  history_days: 3\u0000\n"))
                .containsExactly("line 2, column 18: the character U+0000 is not allowed in YAML: remove it");
    }

    @Test
    void retries_whose_longest_wait_is_short_are_refused() {
        assertThat(problems("workflows:\n  retries: {first_delay: 5m}\n"))
                .containsExactly(
                        "line 2, column 26: workflows.retries.max_delay must be at least first_delay, which is 5m,"
                                + " but is 1m");
    }

    @Test
    void endpoints_must_be_paths_that_differ() {
        assertThat(problems("""
                        webhooks:
                          endpoints:
                            google: webhooks
                            meta: /webhooks
                            trade_desk: /webhooks
                        """))
                .containsExactly(
                        "line 3, column 13: webhooks.endpoints.google must be a path such as /webhooks/meta, of letters,"
                                + " digits, ., _, ~ and -, but is \"webhooks\"",
                        "line 5, column 17: webhooks.endpoints.trade_desk must differ from webhooks.endpoints.meta, but"
                                + " both are the same path");
    }
}
