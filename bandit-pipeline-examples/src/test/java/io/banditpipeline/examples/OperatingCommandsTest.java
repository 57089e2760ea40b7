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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that look after a pipeline: runs, jobs, quarantine, alerts, status, plans. */
class OperatingCommandsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "runs",
                "runs show x",
                "runs cancel x",
                "runs rerun x",
                "jobs",
                "jobs pause daily",
                "alerts",
                "calls",
                "budgets",
                "alerts ack a b --by me",
                "quarantine list",
                "quarantine show x",
                "quarantine release x --by me --note y",
                "quarantine release-all --by me --note y",
                "explain",
                "replay x"
            })
    void a_database_file_that_is_missing_is_told_and_not_made(String line) {
        Path file = folder.resolve("none.db");
        Invocation run = Invocation.run((line + " --db " + file).split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("there is no file", "run 'daily' first");
        assertThat(file).doesNotExist();
    }

    @Test
    void an_empty_database_is_told_as_such() {
        String db = folder.resolve("empty.db").toString();
        assertThat(Invocation.run("plan", "--db", db).exitCode()).isEqualTo(1); // makes the file, and no plan

        assertThat(Invocation.run("runs", "--db", db).out()).contains("There are no runs yet");
        assertThat(Invocation.run("runs", "--db", db, "--json").json().get("runs"))
                .isEmpty();
        assertThat(Invocation.run("alerts", "--db", db).out()).contains("There are no alerts");
        assertThat(Invocation.run("calls", "--db", db).out()).isEqualTo("There are no such calls.\n");
        assertThat(Invocation.run("budgets", "--db", db).out()).contains("No budget was told to a platform");
        assertThat(Invocation.run("quarantine", "list", "--db", db).out()).isEqualTo("No row is held.\n");
        assertThat(Invocation.run("jobs", "--db", db).out()).contains("daily", "hourly");
        Invocation explain = Invocation.run("explain", "--db", db, "--json");
        assertThat(explain.exitCode()).isEqualTo(1);
        assertThat(explain.json().get("error").asText()).contains("'daily' makes plans");
        for (String line : List.of("runs show x", "quarantine show x", "replay x", "runs cancel x", "jobs pause x")) {
            Invocation run = Invocation.run((line + " --db " + db + " --json").split(" "));
            assertThat(run.exitCode()).as(line).isEqualTo(1);
            assertThat(run.json().get("error").asText()).as(line).isNotEmpty();
        }
    }

    @Test
    void runs_are_listed_and_shown_with_their_steps_and_parts() {
        Path file = ShopFile.file(folder);
        assertThat(shop("daily", file, "--json").exitCode()).isZero();
        assertThat(shop("hourly", file, "--platform", "meta", "--json").exitCode())
                .isZero();

        JsonNode runs = kept("runs", "--json").json().get("runs");
        assertThat(runs).hasSize(2);
        assertThat(runs.findValuesAsText("workflow")).containsExactlyInAnyOrder("daily", "hourly");
        assertThat(kept("runs", "--workflow", "hourly", "--json").json().get("runs"))
                .hasSize(1);
        assertThat(kept("runs", "--limit", "1", "--json").json().get("runs")).hasSize(1);
        JsonNode daily =
                kept("runs", "--workflow", "daily", "--json").json().get("runs").get(0);
        assertThat(daily.get("startedBy").asText()).isEqualTo("command line");
        assertThat(daily.get("stored").asLong()).isEqualTo(3 * ShopFile.DAYS);

        String id = daily.get("id").asText();
        assertThat(kept("runs").out()).contains(id, "SUCCEEDED", "command line");
        Invocation shown = kept("runs", "show", id);
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("workflow    daily, all").contains("\n    collect csv");
        JsonNode steps = kept("runs", "show", id, "--json").json().get("steps");
        assertThat(steps)
                .anySatisfy(step -> assertThat(step.get("partOf").isNull()).isFalse());

        Invocation again = shop("runs rerun " + id, file, "--json");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("has succeeded");
        Invocation cancel = kept("runs", "cancel", id);
        assertThat(cancel.exitCode()).isEqualTo(1);
        assertThat(cancel.err()).contains("has ended already: SUCCEEDED");
    }

    @Test
    void a_held_row_is_listed_shown_and_decided_on_R8() {
        Path file = ShopFile.file(folder, "bad.csv", lines -> {
            List<String> changed = new ArrayList<>(lines);
            String[] cells = changed.get(9).split(",");
            cells[1] = "twelve";
            changed.set(9, String.join(",", cells));
            return changed;
        });
        assertThat(shop("daily", file, "--json").exitCode()).isZero();

        JsonNode list = kept("quarantine", "list", "--json").json();
        assertThat(list.get("total").asLong()).isEqualTo(1);
        String id = list.get("rows").get(0).get("id").asText();
        String begin = id.substring(0, 12);
        assertThat(kept("quarantine", "list").out()).contains(begin, "bad.csv line 10", "search_spend", "twelve");
        assertThat(kept("quarantine", "show", begin).out()).contains(id + ": HELD", "csv.number", "cannot be released");

        Invocation release = shop("quarantine release " + begin + " --by ann --note sure", file, "--json");
        assertThat(release.exitCode()).isEqualTo(1);
        assertThat(release.json().get("failed").get(0).get("error").asText()).contains("could not be read");
        assertThat(shop("quarantine release-all --by ann --note sure", file, "--json")
                        .json()
                        .get("released")
                        .asInt())
                .isZero();
        Invocation reject = shop("quarantine reject " + begin + " --by ann --note typo", file);
        assertThat(reject.exitCode()).as(reject.err()).isZero();
        assertThat(reject.out()).contains("rejected " + id);
        JsonNode shown = kept("quarantine", "show", id, "--json").json();
        assertThat(shown.get("state").asText()).isEqualTo("REJECTED");
        assertThat(shown.get("events").get(1).get("by").asText()).isEqualTo("ann");
        assertThat(kept("quarantine", "list").out()).isEqualTo("No row is held.\n");
    }

    @Test
    void a_plan_is_explained_with_the_ids_that_replay_it_R6() {
        Path file = ShopFile.file(folder);
        JsonNode daily = shop("daily", file, "--json").json();
        String id = daily.get("allocation").get("id").asText();

        Invocation text = kept("explain");
        assertThat(text.exitCode()).as(text.err()).isZero();
        assertThat(text.out())
                .contains("Budgets of shop for 2026-06-01: 500.00 USD, decided anew")
                .contains("one more USD brings", "How sure", "Channel", "Evidence", "learnt from data")
                .contains("complete up to 2026-05-31T00:00:00Z, 9 h 0 min before")
                .contains("'replay " + id + "'", "model run", "seed", "config hash");
        JsonNode json = kept("explain", "--arm", "search", "--json").json();
        assertThat(json.get("allocation").get("id").asText()).isEqualTo(id);
        assertThat(json.get("arms")).hasSize(1);
        JsonNode arm = json.get("arms").get(0);
        assertThat(arm.get("estimate").get("channel").asText())
                .isEqualTo(arm.get("channel").asText());
        assertThat(arm.get("evidence").get("spendingMicros").asLong()).isPositive();
        assertThat(json.get("data").get("heldRows").asLong()).isZero();
        assertThat(kept("explain", "--allocation", id, "--json").json().get("allocation"))
                .isEqualTo(json.get("allocation"));
        Invocation unknown = kept("explain", "--arm", "serch");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("Did you mean 'search'?");

        Invocation replay = shop("replay " + id, file, "--json");
        assertThat(replay.exitCode()).as(replay.err()).isZero();
        assertThat(replay.json().get("same").asBoolean()).isTrue();
        assertThat(replay.json().get("allocation")).isEqualTo(daily.get("allocation"));
    }

    @Test
    void a_plan_that_is_held_says_why_and_what_to_do_R10() {
        Path file = ShopFile.file(folder);
        assertThat(shop("daily", file, "--json").exitCode()).isZero();
        assertThat(shop("plan", file, "--json").exitCode()).isZero();
        Invocation late = Invocation.run(words("daily", file, "--as-of", "2026-06-10T09:00:00Z", "--json"));
        assertThat(late.exitCode()).isEqualTo(1);

        Invocation explain = kept("explain");
        assertThat(explain.out())
                .contains("HELD: not decided anew", "days behind", "What to do:", "Run 'daily' again")
                .contains("stay in force");
        Invocation status = Invocation.run(words("status", file, "--as-of", "2026-06-10T09:00:00Z", "--json"));
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.json().get("problems").findValuesAsText("severity")).contains("CRITICAL");

        JsonNode alerts = kept("alerts", "--json").json().get("alerts");
        assertThat(alerts).isNotEmpty();
        String code = alerts.get(0).get("code").asText();
        String subject = alerts.get(0).get("subject").asText();
        assertThat(kept("alerts").out()).contains(code);
        assertThat(kept("alerts", "ack", code, subject, "--by", "ann").exitCode())
                .isZero();
        assertThat(kept("alerts", "--json")
                        .json()
                        .get("alerts")
                        .get(0)
                        .get("acknowledgedBy")
                        .asText())
                .isEqualTo("ann");
        assertThat(kept("alerts", "ack", code, "nobody", "--by", "ann").exitCode())
                .isEqualTo(1);
    }

    @Test
    void jobs_are_paused_and_resumed_for_all_instances() {
        Path file = ShopFile.file(folder);
        assertThat(shop("hourly", file, "--json").exitCode()).isZero();
        JsonNode paused = kept("jobs", "pause", "daily", "--json").json().get("jobs");
        assertThat(paused.get(0).get("name").asText()).isEqualTo("daily");
        assertThat(paused.get(0).get("paused").asBoolean()).isTrue();
        assertThat(kept("jobs").out()).contains("PAUSED");
        assertThat(kept("jobs", "resume", "daily").out()).doesNotContain("PAUSED");
        Invocation unknown = kept("jobs", "pause", "dayly");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("There is no job 'dayly'; the jobs are [daily, hourly]");
    }

    @Test
    void days_of_the_past_are_collected_of_the_accounts_that_are_named() {
        Path file = ShopFile.file(folder);
        Invocation run = shop("backfill --from 2026-02-01 --to 2026-02-10 --account meta/shop-meta", file, "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.total("stored")).isEqualTo(10);
        Invocation unknown = shop("hourly --platform metta", file, "--json");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.json().get("error").asText()).contains("No arm has the platform 'metta'");
        assertThat(shop("model", file, "--json").json().get("workflow").asText())
                .isEqualTo("model");
    }

    @Test
    void a_file_of_settings_names_the_database_unless_the_command_line_does() throws IOException {
        Path settings = Files.writeString(
                folder.resolve("settings.yaml"),
                "database:\n  connection_string: \"sqlite:///" + folder.resolve("named.db") + "\"\n");
        Path file = ShopFile.file(folder);
        List<String> words = new ArrayList<>(List.of(words("hourly", file, "--json")));
        words.subList(1, 3).clear();
        words.addAll(List.of("--config", settings.toString()));
        Invocation run = Invocation.run(words.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(folder.resolve("named.db")).exists();
        assertThat(Invocation.run("runs", "--config", settings.toString(), "--json")
                        .json()
                        .get("runs"))
                .hasSize(1);
        words.addAll(List.of("--db", folder.resolve("other.db").toString()));
        assertThat(Invocation.run(words.toArray(String[]::new)).exitCode()).isZero();
        assertThat(folder.resolve("other.db")).exists();
    }

    /** A command on the shop's database that needs no file. */
    private Invocation kept(String... words) {
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--db", folder.resolve("shop.db").toString()));
        return Invocation.run(all.toArray(String[]::new));
    }

    /** A command on the shop's database and file, as of the day after its last. */
    private Invocation shop(String line, Path file, String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(words(line, file)));
        boolean timed = !line.startsWith("replay");
        all.addAll(timed ? List.of("--as-of", "2026-05-31T09:00:00Z") : List.of());
        all.addAll(Arrays.asList(more));
        return Invocation.run(all.toArray(String[]::new));
    }

    private String[] words(String line, Path file, String... more) {
        List<String> all = new ArrayList<>();
        String[] words = line.split(" ");
        all.add(words[0]);
        all.addAll(List.of("--db", folder.resolve("shop.db").toString()));
        all.addAll(List.of(
                "--csv", file.toString(), "--mapping", ShopFile.mapping(folder).toString()));
        for (int i = 1; i < words.length; i++) {
            all.add(i, words[i]);
        }
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }
}
