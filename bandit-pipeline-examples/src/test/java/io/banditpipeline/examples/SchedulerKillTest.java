package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.jooq.TestDatabase;
import io.banditpipeline.jooq.TestDatabases;
import io.banditpipeline.jooq.internal.sql.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hosts on one database are killed at random moments, and stopped for longer than they may be silent.
 * {@code -Dkill.seconds=300} disturbs for longer than the build does.
 */
@Tag("slow")
class SchedulerKillTest {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("kill.seconds", 60));

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void every_slot_is_run_to_its_end_once_whoever_is_killed_R14(int hosts) throws Exception {
        TestDatabase database = TestDatabases.withSchema(Engine.POSTGRESQL);
        database.execute(
                "create table begun (run_id text, step text, process text, at timestamptz default clock_timestamp())",
                "create table effect (run_id text, step text, process text, primary key (run_id, step))");
        try (KilledHosts killed = new KilledHosts(database, hosts)) {
            killed.disturb(hosts, TIME);
            killed.settle();

            List<String> runs = database.query(
                    "select run_id || ' ' || state || ' ' || coalesce(error, '') from job_run"
                            + " where run_id <= (select max(run_id) from job_run where state = 'SUCCEEDED') order by run_id");
            killed.report(runs.size());
            assertThat(runs).hasSizeGreaterThanOrEqualTo((int) TIME.dividedBy(TickingHost.PERIOD));
            assertThat(runs).isEqualTo(everySlotDone(runs));
            List<String> ids =
                    runs.stream().map(run -> run.substring(0, run.indexOf(' '))).toList();
            assertThat(database.query("select run_id from step_run where state = 'SUCCEEDED' and run_id <= '"
                            + ids.get(ids.size() - 1) + "' group by run_id having count(*) = " + TickingHost.STEPS
                            + " order by run_id"))
                    .isEqualTo(ids);
            assertThat(database.query("select run_id from effect where run_id <= '" + ids.get(ids.size() - 1)
                            + "' group by run_id having count(*) = " + TickingHost.STEPS + " order by run_id"))
                    .isEqualTo(ids);
            assertThat(Long.parseLong(database.query("select count(*) - count(distinct (run_id, step)) from begun")
                            .get(0)))
                    .as("steps that were begun again, at most one for each time that a host was disturbed")
                    .isLessThanOrEqualTo(killed.disturbances());
            assertThat(killed.takeOvers()).isNotEmpty();
        }
    }

    /** What the history must say: each slot from the first one on, without a gap, has succeeded. */
    private static List<String> everySlotDone(List<String> runs) {
        String first = runs.get(0);
        Instant slot = Instant.parse(first.substring(first.indexOf('@') + 1, first.indexOf(' ')));
        return Stream.iterate(slot, earlier -> earlier.plus(TickingHost.PERIOD))
                .limit(runs.size())
                .map(each -> TickingHost.JOB + "@" + each + " SUCCEEDED ")
                .toList();
    }
}
