package io.banditpipeline.config;

import static io.banditpipeline.config.Settings.problems;
import static io.banditpipeline.config.Settings.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.banditpipeline.error.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Environment variables in values, and secrets that must not show. */
class VariablesTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("DAYS", "30", "EMPTY", "", "NAME", "ads-7", "NESTED", "${DAYS}", "PASSWORD", "hunter2");

    private static String instance(String text) {
        return read("workflows: {instance: '" + text + "'}", ENVIRONMENT)
                .values()
                .get(Options.INSTANCE)
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "${NAME}, ads-7",
        "eu-${NAME}-${DAYS}, eu-ads-7-30",
        "${MISSING:-ads-1}, ads-1",
        "${EMPTY:-ads-1}, ads-1",
        "${NAME:-ads-1}, ads-7",
        "${NESTED}, ${DAYS}",
        "$${NAME}, ${NAME}",
        "$NAME and 5$, $NAME and 5$",
        "${NAME}\\1$2, ads-7\\1$2"
    })
    void variables_are_put_into_values_once(String written, String read) {
        assertThat(instance(written)).isEqualTo(read);
    }

    @Test
    void numbers_and_flags_may_come_from_variables() {
        PipelineSettings settings =
                read("pipeline: {history_days: '${DAYS}', constant_currency: '${X:-yes}'}", ENVIRONMENT);

        assertThat(settings.values().get(Options.HISTORY_DAYS)).contains(30);
        assertThat(settings.values().get(Options.CONSTANT_CURRENCY)).contains(true);
    }

    @Test
    void a_variable_that_is_not_set_is_told_with_its_place() {
        assertThat(problems(
                        "database:\n  connection_string: postgresql://db/ads\n  password: ${ADS_PW}\n", ENVIRONMENT))
                .containsExactly(
                        "line 3, column 13: database.password needs the environment variable ADS_PW, which is not"
                                + " set: set it, or write ${ADS_PW:-default}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${", "a${NAME", "${}", "${1A}", "${A-B}", "${A:?no}", "${:-x}"})
    void a_reference_that_names_nothing_is_refused(String text) {
        assertThat(problems("workflows: {instance: '" + text + "'}", ENVIRONMENT))
                .containsExactly("line 1, column 23: workflows.instance has a ${ that names no variable: write ${NAME},"
                        + " ${NAME:-default}, or $${ for a plain ${");
    }

    @Test
    void what_a_variable_holds_is_shown_in_no_message_and_not_printed_R11() {
        assertThat(problems("pipeline: {history_days: '${PASSWORD}'}", ENVIRONMENT))
                .containsExactly(
                        "line 1, column 26: pipeline.history_days must be a whole number from 1 to 36500, but is"
                                + " ${PASSWORD}, and what the variable holds is not shown");
        assertThat(read("workflows: {instance: '${PASSWORD}'}", ENVIRONMENT))
                .hasToString("settings of the pipeline: workflows.instance=${PASSWORD}");
    }

    @Test
    void secrets_are_printed_as_stars_R11() {
        String yaml = """
                database: {connection_string: 'postgresql://ads:hunter2@db/ads'}
                webhooks: {enabled: false, secret_key: hunter2}
                alerts: {webhook: {url: 'https://hooks.example.org/hunter2', secret_key: hunter2}}
                """;
        assertThat(read(yaml))
                .hasToString("settings of the pipeline: database.connection_string=postgresql://db/ads"
                        + " webhooks.enabled=false webhooks.secret_key=*** alerts.webhook.url=***"
                        + " alerts.webhook.secret_key=***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "database: {password:hunter2}",
                "database: {hunter2}",
                "database: hunter2",
                "database:\n  connection_string hunter2\n",
                "database:\n  password: [hunter2]\n",
                "database:\n  password: {a: hunter2}\n",
                "database:\n  passwort: hunter2\n",
                "database:\n  password: 'hunter2\n",
                "database:\n  password: \"\\hunter2\"\n",
                "database:\n  password: *hunter2\n",
                "database:\n  password: &hunter2\n",
                "database:\n  password: @hunter2\n",
                "database:\n  password: `hunter2\n",
                "database:\n  password: %hunter2\n",
                "database:\n  password: !hunter2 x\n",
                "database:\n  password: !hunter2!x y\n",
                "database:\n  password: | hunter2\n",
                "database:\n  password: > hunter2\n",
                "database:\n  password: a: hunter2\n",
                "%hunter2\n---\ndatabse:\n",
                "%YAML hunter2\n---\ndatabse:\n",
                "alerts: {webhook: {url: 'hunter2'}}",
                "alerts: {webhook: {url: 'ftp://hunter2'}}",
                "alerts: {webhook: {url: 'https://hunter2 x'}}"
            })
    void no_slip_shows_a_secret_R11(String yaml) {
        Throwable wrong = catchThrowable(() -> read(yaml));

        assertThat(wrong).isInstanceOf(ConfigurationException.class).hasNoCause();
        assertThat(wrong.getMessage()).doesNotContain("unter2");
    }
}
