package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connectors on simulated platforms, and the lists of what was asked of them. */
class DemoCommandTest {
    @TempDir
    private Path folder;

    @Test
    void the_connectors_collect_plan_and_set_budgets_and_their_calls_are_listed() {
        String db = folder.resolve("demo.db").toString();
        Invocation first = Invocation.run("demo", "--db", db, "--live", "--json");
        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        JsonNode report = first.json();
        assertThat(stored(report)).isPositive();
        assertThat(report.findValuesAsText("state")).contains("DECIDED");

        JsonNode budgets = Invocation.run("budgets", "--db", db, "--limit", "100", "--json")
                .json()
                .get("budgets");
        assertThat(budgets.findValuesAsText("state"))
                .containsOnly("SENT", "VERIFIED")
                .hasSize(24)
                .filteredOn("VERIFIED"::equals)
                .hasSize(12);
        assertThat(budgets)
                .allSatisfy(change -> assertThat(change.get("afterMicros").asLong())
                        .isPositive()
                        .isNotEqualTo(change.get("beforeMicros").asLong()));
        assertThat(Invocation.run("budgets", "--db", db, "--limit", "1").out())
                .contains("VERIFIED", "trade_desk/")
                .hasLineCount(2);

        assertThat(calls(db, "--limit", "10000").findValuesAsText("platform"))
                .contains("google_ads", "meta", "trade_desk");
        assertThat(calls(db, "--platform", "meta").findValuesAsText("platform")).containsOnly("meta");
        assertThat(calls(db, "--limit", "2")).hasSize(2);
        assertThat(calls(db, "--failed")).isEmpty();
        assertThat(Invocation.run("calls", "--db", db, "--platform", "google_ads")
                        .out())
                .contains("POST v26/customers/{id}/googleAds:searchStream", " 200 ");
    }

    @Test
    void a_second_run_stores_nothing_and_sets_nothing_without_live() {
        String db = folder.resolve("demo.db").toString();
        assertThat(Invocation.run("demo", "--db", db).out()).contains("DECIDED");
        Invocation second = Invocation.run("demo", "--db", db, "--json");
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(stored(second.json())).isZero();
        assertThat(Invocation.run("budgets", "--db", db).out())
                .contains("DRY_RUN")
                .doesNotContain("VERIFIED");
    }

    private static long stored(JsonNode report) {
        return report.findValues("stored").stream().mapToLong(JsonNode::asLong).sum();
    }

    private static JsonNode calls(String db, String... more) {
        String[] words = new String[more.length + 4];
        words[0] = "calls";
        words[1] = "--db";
        words[2] = db;
        words[3] = "--json";
        System.arraycopy(more, 0, words, 4, more.length);
        return Invocation.run(words).json().get("calls");
    }
}
