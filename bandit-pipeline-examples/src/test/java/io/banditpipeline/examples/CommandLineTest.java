package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the program says and how it exits. */
class CommandLineTest {
    @TempDir
    private Path folder;

    @Test
    void the_main_job_prints_one_json_object_with_the_agreed_fields() {
        Invocation run = Invocation.run("daily", "--db", folder.resolve("a.db").toString(), "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode json = run.json();
        assertThat(json.get("state").asText()).isEqualTo("SUCCEEDED");
        for (JsonNode step : json.get("steps")) {
            assertThat(step.fieldNames())
                    .toIterable()
                    .contains("name", "state", "fetched", "stored", "unchanged", "quarantined", "parked");
            assertThat(step.get("fetched").asLong())
                    .isEqualTo(step.get("stored").asLong()
                            + step.get("unchanged").asLong()
                            + step.get("quarantined").asLong()
                            + step.get("parked").asLong());
        }
        assertThat(json.get("allocation").get("date").asText()).isEqualTo("2026-11-24");
        assertThat(json.get("allocation").get("currency").asText()).isEqualTo("USD");
        for (JsonNode arm : json.get("allocation").get("arms")) {
            assertThat(arm.fieldNames()).toIterable().contains("arm", "budgetMicros", "reason");
        }
    }

    @Test
    void tables_are_for_people_and_progress_goes_to_the_other_stream() {
        Invocation run = Invocation.run("daily", "--db", folder.resolve("a.db").toString());
        assertThat(run.out())
                .contains("What the model of", "Plan of", "90 % interval")
                .doesNotContain("Run as of");
        assertThat(run.err()).contains("Run as of 2026-11-23T07:00:00Z", "collect ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "|Say what to do.",
                "dally|There is no command 'dally'.",
                "daily --dp x|There is no option '--dp' here.",
                "daily --db|Option --db needs a value.",
                "daily --dp=x|There is no option '--dp' here.",
                "daily --json=yes|Option --json takes no value.",
                "daily --db=jdbc:oracle://u:geheim@h/ads|a JDBC URL starts with jdbc:postgresql:",
                "daily --db postgresql://u:geheim@h/ads|Option --db: a URL starts with jdbc:",
                "status --db postgresql://u:geheim@h/ads|Option --db: a URL starts with jdbc:",
                "daily jdbc:postgresql://u:geheim@h/ads|has no use for a database's address without --db",
                "jdbc:postgresql://u:geheim@h/ads|There is no command a database's address without --db",
                "daily --json --json|Option --json is given twice.",
                "daily --csv nowhere.csv --mapping m.yaml|there is no readable file",
                "daily --csv x.csv|Options --csv and --mapping go together",
                "daily --as-of yesterday|'yesterday' is no instant",
            })
    void a_wrong_call_is_explained_and_exits_with_2(String line, String message) {
        Invocation run = Invocation.run(line == null ? new String[0] : line.split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message).contains("Usage:");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void a_file_without_a_mandatory_column_stores_nothing_and_exits_with_1_R7() throws IOException {
        Path file = ShopFile.file(folder, "broken.csv", lines -> {
            lines.set(0, lines.get(0).replace("social_spend", "social_spent"));
            return lines;
        });
        Invocation run = daily(file);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out() + run.err()).contains("social_spend").contains("the nearest is \"social_spent\"");
        assertThat(run.out()).doesNotContain("Exception");
    }

    @Test
    void a_run_that_cannot_begin_still_prints_its_one_json_object() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.csv"));
        Invocation run = Invocation.run(
                "daily",
                "--db",
                folder.resolve("a.db").toString(),
                "--csv",
                empty.toString(),
                "--mapping",
                ShopFile.mapping(folder).toString(),
                "--json");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.json().get("state").asText()).isEqualTo("FAILED");
        assertThat(run.json().get("error").asText()).contains("empty.csv: the file is empty");
    }

    @Test
    void a_bad_row_is_told_with_file_line_column_value_and_reason_and_the_rest_goes_on_R8() {
        Path file = ShopFile.file(folder, "bad.csv", lines -> {
            List<String> changed = new ArrayList<>(lines);
            String[] cells = changed.get(9).split(",");
            cells[1] = "twelve";
            changed.set(9, String.join(",", cells));
            return changed;
        });
        Invocation run = daily(file);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.total("quarantined")).isEqualTo(1);
        assertThat(run.total("stored")).isEqualTo(3 * ShopFile.DAYS - 1);
        assertThat(run.json().get("steps").findValues("messages").toString())
                .contains("bad.csv line 10: search_spend: ", "twelve", "is not a number", "csv.number");
    }

    @Test
    void a_database_file_that_is_none_is_refused_with_what_to_do() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "this is not a database, but a text of some length");
        Invocation run = Invocation.run("daily", "--db", file.toString());
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).contains("notes.txt").doesNotContain("\tat ");
        assertThat(Files.readString(file)).startsWith("this is not a database");
    }

    private Invocation daily(Path file) {
        return Invocation.run(
                "daily",
                "--db",
                folder.resolve("shop.db").toString(),
                "--csv",
                file.toString(),
                "--mapping",
                ShopFile.mapping(folder).toString(),
                "--as-of",
                "2026-05-31T09:00:00Z",
                "--json");
    }
}
