package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report on the data's quality, from the command line. */
class QualityCommandTest {
    @TempDir
    private Path folder;

    @Test
    void the_report_shows_the_bad_row_as_text_as_json_and_as_a_page_R8() throws IOException {
        Path file = withABadCell();
        assertThat(run("daily", file, "--json").exitCode()).isZero();
        Path page = folder.resolve("quality.html");

        Invocation text = run("quality", file, "--html", page.toString());
        assertThat(text.exitCode()).as(text.err()).isZero();
        assertThat(text.out())
                .startsWith("Data quality as of 2026-05-31T09:00:00Z, days 2026-05-03/2026-05-30: ")
                .contains("In quarantine: 1 row", "  csv.number: 1 row, held from 2026-05-31 09:00Z")
                .contains("bad.csv line 10: ", "search_spend: 'twelve<b>'", "is not a number")
                .contains("[csv.number]");
        assertThat(Files.readString(page))
                .startsWith("<!DOCTYPE html>")
                .contains("twelve&lt;b&gt;")
                .doesNotContain("twelve<b>");

        JsonNode json = run("quality", file, "--json").json();
        assertThat(json.get("fit").asBoolean()).isTrue();
        JsonNode rule = json.get("quarantine").get("rules").get(0);
        assertThat(rule.get("rule").asText()).isEqualTo("csv.number");
        assertThat(rule.get("examples")
                        .get(0)
                        .get("reasons")
                        .get(0)
                        .get("value")
                        .asText())
                .isEqualTo("twelve<b>");
        assertThat(json.get("gates")).isNotEmpty().allSatisfy(gate -> assertThat(gate.fieldNames())
                .toIterable()
                .contains("kind", "id", "gate", "state", "value", "limit", "since", "text"));
        assertThat(json.get("latestRun").get("quarantined").asLong()).isEqualTo(1);
    }

    @Test
    void asking_for_the_report_collects_and_changes_nothing() {
        Path file = withABadCell();
        Invocation before = run("quality", file);
        assertThat(before.exitCode()).isEqualTo(2);
        assertThat(before.err()).contains("there is no file", "run 'daily' first");

        assertThat(run("daily", file, "--json").exitCode()).isZero();
        String report = run("quality", file).out();
        assertThat(run("quality", file).out()).isEqualTo(report);
    }

    @Test
    void a_page_that_cannot_be_written_is_explained_and_exits_with_2() {
        Path file = withABadCell();
        assertThat(run("daily", file, "--json").exitCode()).isZero();
        Invocation run = run("quality", file, "--html", folder.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Option --html: cannot write").contains("Usage:");
    }

    @Test
    void a_page_is_an_option_of_this_command_only() {
        Invocation run = Invocation.run("daily", "--html", "x.html");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("There is no option '--html' here.");
    }

    private Path withABadCell() {
        return ShopFile.file(folder, "bad.csv", lines -> {
            List<String> changed = new ArrayList<>(lines);
            String[] cells = changed.get(9).split(",");
            cells[1] = "twelve<b>";
            changed.set(9, String.join(",", cells));
            return changed;
        });
    }

    private Invocation run(String command, Path file, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                command,
                "--db",
                folder.resolve("shop.db").toString(),
                "--csv",
                file.toString(),
                "--mapping",
                ShopFile.mapping(folder).toString(),
                "--as-of",
                "2026-05-31T09:00:00Z"));
        arguments.addAll(Arrays.asList(more));
        return Invocation.run(arguments.toArray(String[]::new));
    }
}
