package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.banditpipeline.jooq.TestDatabase;
import io.banditpipeline.jooq.TestDatabases;
import io.banditpipeline.jooq.internal.sql.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file that is corrected: values changed, rows gone. */
class RestatedFileTest {
    private static final String BEFORE = "2026-05-31T06:00:00Z";
    private static final String AFTER = "2026-05-31T09:00:00Z";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Engine.class,
            names = {"SQLITE", "POSTGRESQL", "MARIADB"})
    void a_corrected_file_leaves_what_the_right_file_leaves_from_the_start_R2_R5(Engine engine) throws Exception {
        Path right = right();
        TestDatabase corrected = TestDatabases.empty(engine);
        daily(corrected, wrong(), BEFORE);
        Invocation restated = daily(corrected, right, AFTER);
        TestDatabase fresh = TestDatabases.empty(engine);
        Invocation first = daily(fresh, right, AFTER);

        assertThat(restated.total("changed")).isPositive();
        assertThat(restated.total("removed")).isEqualTo(2 * 3 + 3);
        assertThat(restated.plan()).isEqualTo(first.plan());
        assertThat(facts(corrected)).isEqualTo(facts(fresh));
        assertThat(states(corrected)).isEqualTo(states(fresh));
    }

    @ParameterizedTest
    @EnumSource(
            value = Engine.class,
            names = {"SQLITE", "POSTGRESQL", "MARIADB"})
    void the_plan_of_before_is_still_the_plan_of_before_R3_R6(Engine engine) {
        TestDatabase database = TestDatabases.empty(engine);
        JsonNode before = daily(database, wrong(), BEFORE).plan();
        JsonNode after = daily(database, right(), AFTER).plan();

        assertThat(after.get("arms")).isNotEqualTo(before.get("arms"));
        assertThat(run("plan", database, right(), BEFORE).plan()).isEqualTo(before);
        assertThat(run("plan", database, right(), AFTER).plan()).isEqualTo(after);
    }

    @Test
    void a_second_run_stores_nothing_and_gives_the_same_plan_to_the_micro_R1() {
        TestDatabase database = TestDatabases.empty(Engine.SQLITE);
        Invocation first = daily(database, right(), AFTER);
        Invocation second = daily(database, right(), AFTER);

        assertThat(first.total("stored")).isPositive();
        assertThat(second.total("stored")).isZero();
        assertThat(second.total("removed")).isZero();
        assertThat(second.plan()).isEqualTo(first.plan());
    }

    @Test
    void without_a_moment_the_run_is_made_at_the_end_of_the_file() {
        TestDatabase database = TestDatabases.empty(Engine.SQLITE);
        Invocation run = Invocation.run(
                "daily",
                "--db",
                JobProcess.nameOf(database),
                "--csv",
                ShopFile.file(folder).toString(),
                "--mapping",
                ShopFile.mapping(folder).toString(),
                "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.plan().get("date").asText())
                .isEqualTo(ShopFile.FIRST.plusDays(ShopFile.DAYS).toString());
    }

    private Invocation daily(TestDatabase database, Path file, String asOf) {
        return run("daily", database, file, asOf);
    }

    private Invocation run(String command, TestDatabase database, Path file, String asOf) {
        Invocation run = Invocation.run(
                command,
                "--db",
                JobProcess.nameOf(database),
                "--csv",
                file.toString(),
                "--mapping",
                ShopFile.mapping(folder).toString(),
                "--as-of",
                asOf,
                "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    /** Three days in the middle are gone. */
    private Path right() {
        return ShopFile.file(folder, "right.csv", lines -> IntStream.range(0, lines.size())
                .filter(line -> line < 60 || line > 62)
                .mapToObj(lines::get)
                .toList());
    }

    /** All days are there, and thirty of them have other numbers. */
    private Path wrong() {
        return ShopFile.file(folder, "wrong.csv", lines -> {
            List<String> changed = new ArrayList<>(lines);
            IntStream.range(100, 130).forEach(line -> {
                String[] cells = changed.get(line).split(",");
                cells[1] = cells[1] + "5";
                cells[3] = "999.99";
                cells[6] = "4000";
                changed.set(line, String.join(",", cells));
            });
            return changed;
        });
    }

    /** Days that have facts: a day whose rows have all vanished stays in the roll-up, without any. */
    private static List<String> facts(TestDatabase database) throws Exception {
        return database.query("SELECT arm_no, local_day, impressions, clicks, conversion_micros, cost_micros,"
                + " revenue_micros FROM metric_daily WHERE cost_micros IS NOT NULL ORDER BY arm_no, local_day");
    }

    private static List<String> states(TestDatabase database) throws Exception {
        return database.query(
                "SELECT arm_no, alpha, beta, spending_micros, trials, value_per_conversion, recent_micros,"
                        + " last_day, inputs_hash FROM agent_state ORDER BY arm_no");
    }
}
